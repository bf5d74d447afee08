import { writeFileSync } from "node:fs";

import { expect } from "chai";
import { sha256, toUtf8Bytes, ZeroHash } from "ethers";

import { documentHash } from "../../../lib/hashing/document-hash";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

describe("documentHash", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("is zero where there is no document", async () => {
    expect(await documentHash(undefined)).to.equal(ZeroHash);
  });

  it("is the SHA-256 of the file", async () => {
    writeFileSync(folder.at("decision.txt"), "suspended\n");

    expect(await documentHash(folder.at("decision.txt"))).to.equal(sha256(toUtf8Bytes("suspended\n")));
  });

  it("refuses a file that does not exist, and an empty one", async () => {
    writeFileSync(folder.at("empty.txt"), "");

    const missing = await refusalOf(() => documentHash(folder.at("decision.txt")));
    const empty = await refusalOf(() => documentHash(folder.at("empty.txt")));

    expect(missing.message).to.equal(`${folder.at("decision.txt")} does not exist`);
    expect(missing.exitCode).to.equal(2);
    expect(empty.message).to.contain(`${folder.at("empty.txt")} is empty`);
    expect(empty.exitCode).to.equal(2);
  });
});
