import { writeFile } from "node:fs/promises";

import { expect } from "chai";

import { readCertificate, replaceCertificate, saveCertificate, textOf } from "../../../lib/certificates/file";
import type { Certificate } from "../../../lib/certificates/format";
import { ColophonError } from "../../../lib/errors";
import { MOST_BYTES } from "../../../lib/most-bytes";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";
import { type Certified, setCertified } from "./certified";

const DEEP = 2 ** 20;

describe("readCertificate", () => {
  let folder: TemporaryFolder;
  let certified: Certified;
  before(async () => {
    folder = await temporaryFolder();
    certified = await setCertified();
  });
  after(() => folder.remove());

  async function read(text: string): ReturnType<typeof readCertificate> {
    await writeFile(folder.at("read.json"), text);
    return readCertificate(folder.at("read.json"));
  }

  it("reads what saveCertificate wrote, which overwrites nothing", async () => {
    const path = folder.at("certificate.json");
    await saveCertificate(path, certified.certificate);

    expect(await readCertificate(path)).to.deep.equal({ certificate: certified.certificate });
    const again: unknown = await saveCertificate(path, certified.certificate).catch((error: unknown) => error);
    expect(again).to.include({ code: "FileExists", exitCode: 2 });
  });

  it("has nothing to read of one that would be too large for it: that is not written", async () => {
    const { certificate } = certified;
    const { history } = certificate;
    const ofBytes = (count: number): object => ({
      ...certificate,
      work: { ...certificate.work, metadata: "é".repeat(count) },
    });
    const cases = [
      [ofBytes(MOST_BYTES / 2), /of \d+ bytes, and 4194304 are the most/],
      [
        { ...certificate, history: Array.from({ length: 20_000 }, () => ({ ...history[0], proof: [] })) },
        /of more than 50000 values/,
      ],
    ] as const;
    for (const [document, words] of cases) {
      for (const save of [saveCertificate, replaceCertificate]) {
        const path = folder.at("large.json");
        const thrown: unknown = await save(path, document as Certificate).catch((error: unknown) => error);
        expect(thrown).to.include({ code: "TooLargeToRead", exitCode: 3 });
        expect(String(thrown)).to.match(words);
        expect(await readCertificate(path).catch((error: unknown) => error)).to.include({ code: "FileNotFound" });
      }
    }
    await saveCertificate(folder.at("large.json"), ofBytes(MOST_BYTES / 2 - 100_000));
    expect(await readCertificate(folder.at("large.json"))).to.have.property("certificate");
  });

  it("says later format of a certificate of a later version", async () => {
    const later = textOf(certified.certificate).replace("colophon-certificate/1", "colophon-certificate/2");

    expect(await read(later)).to.include({ verdict: "later format" });
  });

  it("says altered of one that is written in another way, though it says the same", async () => {
    const text = textOf(certified.certificate);
    const format = '"format":"colophon-certificate/1",';

    for (const other of [
      text.trimEnd(),
      ` ${text}`,
      JSON.stringify(certified.certificate, null, 2),
      text.replace(format, `${format}${format}`),
      text.replace(format, "").replace("{", `{${format}`),
      text.replace('"history":[', '"note":"","history":['),
    ]) {
      expect(other).not.to.equal(text);
      expect(await read(other)).to.include({ verdict: "altered" });
    }
  });

  it("refuses what never was a certificate, and whatever is too large or too deep to be one", async () => {
    const text = textOf(certified.certificate);
    for (const wrong of [
      ...["", "{}", "[]", "null", "a text", text.slice(0, -10)],
      text.replace("colophon-certificate/1", "colophon-record/1"),
      "[".repeat(DEEP) + "]".repeat(DEEP),
      text.replace('"work":', `"more":"${"1".repeat(4 * DEEP)}","work":`),
    ]) {
      const error: unknown = await read(wrong).catch((thrown: unknown) => thrown);
      expect(error, wrong.slice(0, 20)).to.be.instanceOf(ColophonError);
      expect(error).to.include({ code: "NotACertificate", exitCode: 2 });
    }
    const missing: unknown = await readCertificate(folder.at("missing")).catch((thrown: unknown) => thrown);
    expect(missing).to.include({ code: "FileNotFound", exitCode: 2 });
  });
});
