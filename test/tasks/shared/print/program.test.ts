import { expect } from "chai";

import { SCOPES, TASKS } from "../../../../tasks/shared/command/invocation";
import { asTyped, beOnNetwork, beProgram } from "../../../../tasks/shared/print/program";

describe("asTyped", () => {
  afterEach(() => {
    beProgram("npx hardhat", []);
    beOnNetwork(undefined, []);
  });

  it("speaks of every command of the product as the program's that runs, and of Hardhat's own as Hardhat's", () => {
    const words = [...SCOPES, ...TASKS, "help"];
    beProgram("colophon", words);

    for (const word of words) expect(asTyped(`Run it: npx hardhat ${word} x`)).to.equal(`Run it: colophon ${word} x`);
    for (const word of ["deploy", "keys", "workshop"]) {
      expect(asTyped(`npx hardhat ${word}`)).to.equal(`npx hardhat ${word}`);
    }
  });

  for (const program of ["npx hardhat", "colophon"]) {
    it(`names the network in every command of ${program} that does not name one, and not in help`, () => {
      const words = [...SCOPES, ...TASKS];
      beProgram(program, [...words, "help"]);
      beOnNetwork("consortium", words);

      expect(asTyped("See it with: npx hardhat committee show --proposal 1. Then: npx hardhat status")).to.equal(
        `See it with: ${program} --network consortium committee show --proposal 1. Then: ${program} --network consortium status`,
      );
      expect(asTyped("npx hardhat work list\nnpx hardhat account new --network embedded")).to.equal(
        `${program} --network consortium work list\n${program} account new --network embedded`,
      );
      expect(asTyped("npx hardhat help work show; npx hardhat deploy")).to.equal(
        `${program} help work show; npx hardhat deploy`,
      );
    });
  }

  it("leaves a text as it is where Hardhat runs", () => {
    expect(asTyped("See npx hardhat key show and npx hardhat deploy")).to.equal(
      "See npx hardhat key show and npx hardhat deploy",
    );
  });
});
