import { statSync } from "node:fs";

import { expect } from "chai";

import { makeFolder, namesIn } from "../../../lib/store/folder";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

describe("A folder of the store", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => folder.remove());

  it("is made with those above it, and may be there already", async () => {
    const path = folder.at("one/two/three");

    await makeFolder(path, 0o700);
    await makeFolder(path, 0o700);

    expect(statSync(path).mode & 0o777).to.equal(0o700);
    expect(await namesIn(folder.at("one"))).to.deep.equal(["two"]);
  });

  it("has no names where it is not there", async () => {
    expect(await namesIn(folder.at("nowhere"))).to.deep.equal([]);
  });
});
