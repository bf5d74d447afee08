import { readdirSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { saveNew } from "../../../lib/store/save-new";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

describe("saveNew", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("removes what a killed run has left of the file, once it is written", async () => {
    writeFileSync(folder.at("c.json.6a1f3c52-0000-4000-8000-000000000000.new"), '{"form');

    await saveNew(folder.at("c.json"), { format: "whole" });

    expect(readdirSync(folder.at(""))).to.deep.equal(["c.json"]);
  });

  it("overwrites nobody's work", async () => {
    await saveNew(folder.at("c.json"), { format: "whole" });

    const refusal = await refusalOf(() => saveNew(folder.at("c.json"), { format: "other" }));

    expect(refusal).to.include({ code: "FileExists", exitCode: 2 });
  });
});
