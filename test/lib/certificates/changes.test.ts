import { writeFile } from "node:fs/promises";

import { expect } from "chai";

import { readCertificate, textOf } from "../../../lib/certificates/file";
import type { Certificate } from "../../../lib/certificates/format";
import { judge } from "../../../lib/certificates/judge/judge";
import type { JsonValue } from "../../../lib/hashing/canonical-json";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";
import { type Certified, setCertified } from "./certified";
import { changed, disordered, otherValues, parts, shorter } from "./changing";

describe("A certificate in which something was changed", () => {
  let certified: Certified;
  let folder: TemporaryFolder;
  before(async () => {
    certified = await setCertified();
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  async function verdictOf(document: JsonValue): Promise<string> {
    const path = folder.at("changed.json");
    await writeFile(path, textOf(document as unknown as Certificate));
    const read = await readCertificate(path);
    return "certificate" in read ? (await judge(read.certificate, { trust: certified.trust })).verdict : read.verdict;
  }

  it("is never valid, whichever value differs in one character", async () => {
    const document = certified.certificate as unknown as JsonValue;
    let count = 0;
    for (const { path, value } of parts(document)) {
      if (path[0] === "format") continue;
      for (const other of otherValues(value)) {
        expect(await verdictOf(changed(document, path, other)), path.join(".")).to.equal("altered");
        count += 1;
      }
    }
    expect(count).to.be.above(100);
  });

  it("is never valid, whatever is missing from a list, there twice or in another's place", async () => {
    const document = certified.certificate as unknown as JsonValue;
    for (const { path, value } of parts(document)) {
      if (!Array.isArray(value)) continue;
      // Whoever leaves out a signature or a disclosure changes nothing that the rest says: judge.test.ts counts signatures.
      const others = ["members", "disclosures"].includes(String(path.at(-1)))
        ? disordered(value)
        : [...shorter(value), ...disordered(value)];
      for (const other of others) {
        expect(await verdictOf(changed(document, path, other)), path.join(".")).to.equal("altered");
      }
    }
  });
});
