import { statSync, symlinkSync } from "node:fs";

import { expect } from "chai";

import { ColophonError } from "../../../lib/errors";
import { makeFolder, namesIn, readEach } from "../../../lib/store/folder";
import { readText } from "../../../lib/text-file";
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

  it("is read past what is odd in it, and what has gone away", async () => {
    symlinkSync(folder.at("nowhere"), folder.at("link"));
    const refused = new ColophonError("c is refused", { code: "NotARecord", advice: undefined });

    const listed = await readEach(["a", folder.at("gone"), folder.at("link"), "c"], async (path) => {
      if (path === "c") throw refused;
      if (path === "a") return path;
      return readText(path);
    });

    expect(listed).to.deep.equal({
      sound: ["a"],
      odd: [
        { path: folder.at("link"), problem: `${folder.at("link")} is a link that leads nowhere` },
        { path: "c", problem: "c is refused" },
      ],
    });
  });

  it("is not read past a fault in the program", async () => {
    const fault = new Error("a fault");

    expect(await readEach(["a"], () => Promise.reject(fault)).catch((error: unknown) => error)).to.equal(fault);
  });

  it("has no names where it is not there", async () => {
    expect(await namesIn(folder.at("nowhere"))).to.deep.equal([]);
  });
});
