import { expect } from "chai";
import { artifacts } from "hardhat";

import { ARTIFACTS, INTERFACES, KEY_ACCOUNT, MODULES } from "../../../../lib/chain/contracts/artifacts";
import { governance } from "../../../../lib/chain/contracts/governance";

const ALL = { ...ARTIFACTS, ...MODULES, KeyAccount: KEY_ACCOUNT, ...governance() };

describe("ARTIFACTS", () => {
  for (const [name, known] of Object.entries(ALL)) {
    it(`has the ${name} as it is compiled now`, async () => {
      const { abi, deployedBytecode } = await artifacts.readArtifact(name);

      expect(JSON.parse(known.contract.formatJson())).to.have.length(abi.length);
      for (const { type, name: member } of abi as { type: string; name: string }[]) {
        if (type === "error") expect(known.contract.getError(member), member).not.to.equal(null);
        if (type === "event") expect(known.contract.getEvent(member), member).not.to.equal(null);
      }
      expect(known.deployedBytecode).to.equal(deployedBytecode);
    });
  }
});

describe("the contracts", () => {
  /** EIP-170, in hex digits behind 0x. */
  const MOST_DIGITS = 2 * 24_576;

  for (const name of Object.keys(ALL)) {
    it(`fit into what a chain takes: ${name}`, async () => {
      const { deployedBytecode } = await artifacts.readArtifact(name);

      expect(deployedBytecode.slice(2)).to.have.length.within(2, MOST_DIGITS);
    });
  }
});

describe("INTERFACES", () => {
  it("can read the errors of every contract", () => {
    for (const error of ["AccessManagerNotScheduled", "PartyRegistryWrongStatus", "WorkRegistryNoOffer"]) {
      expect(
        INTERFACES.some((contract) => contract.getError(error) !== null),
        error,
      ).to.equal(true);
    }
  });
});
