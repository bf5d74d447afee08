import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { publish } from "../../../lib/store/publish";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

describe("publish", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    writeFileSync(folder.at("staging"), "finished");
  });
  afterEach(() => folder.remove());

  it("gives a finished file its name, and takes the place of what had it", async () => {
    writeFileSync(folder.at("batch"), "old");

    await publish(folder.at("staging"), folder.at("batch"));

    expect(readFileSync(folder.at("batch"), "utf8")).to.equal("finished");
    expect(readdirSync(folder.at(""))).to.deep.equal(["batch"]);
  });

  it("says in words that it cannot, and leaves the file where it was", async () => {
    mkdirSync(folder.at("batch"));

    const refusal = await refusalOf(() => publish(folder.at("staging"), folder.at("batch")));

    expect(refusal.message).to.contain(`${folder.at("batch")} cannot be written: `);
    expect(refusal.exitCode).to.equal(1);
    expect(existsSync(folder.at("staging"))).to.equal(true);
  });

  it("says in words that there is no file", async () => {
    const refusal = await refusalOf(() => publish(folder.at("other"), folder.at("batch")));

    expect(refusal.message).to.contain(`${folder.at("batch")} cannot be written: ENOENT`);
    expect(existsSync(folder.at("batch"))).to.equal(false);
  });
});
