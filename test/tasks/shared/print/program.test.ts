import { expect } from "chai";

import { SCOPES, TASKS } from "../../../../tasks/shared/command/invocation";
import { asTyped, beProgram } from "../../../../tasks/shared/print/program";

describe("asTyped", () => {
  afterEach(() => {
    beProgram("npx hardhat", []);
  });

  it("speaks of every command of the product as the program's that runs, and of Hardhat's own as Hardhat's", () => {
    const words = [...SCOPES, ...TASKS, "help"];
    beProgram("colophon", words);

    for (const word of words) expect(asTyped(`Run it: npx hardhat ${word} x`)).to.equal(`Run it: colophon ${word} x`);
    for (const word of ["deploy", "keys", "workshop"]) {
      expect(asTyped(`npx hardhat ${word}`)).to.equal(`npx hardhat ${word}`);
    }
  });

  it("leaves a text as it is where Hardhat runs", () => {
    expect(asTyped("See npx hardhat key show and npx hardhat deploy")).to.equal(
      "See npx hardhat key show and npx hardhat deploy",
    );
  });
});
