import { expect } from "chai";

import { start } from "../../../cli/shared/processes";

/** Writes once through the console, and once past it: what is held comes last. */
const PROGRAM = 'require("hardhat"); console.log("first"); process.stdout.write("second\\n");';

describe("a program that loads Hardhat as a library", () => {
  it("prints as it goes", async () => {
    const { code, stdout } = await start(["-r", "ts-node/register/transpile-only", "-e", PROGRAM], {}).ended;

    expect(stdout).to.equal("first\nsecond\n");
    expect(code).to.equal(0);
  });
});
