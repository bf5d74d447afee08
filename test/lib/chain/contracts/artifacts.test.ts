import { expect } from "chai";
import { artifacts } from "hardhat";

import { ARTIFACTS, type ContractName, INTERFACES } from "../../../../lib/chain/contracts/artifacts";

// Object.keys forgets that the keys are the names.
const NAMES = Object.keys(ARTIFACTS) as ContractName[];

describe("ARTIFACTS", () => {
  for (const name of NAMES) {
    it(`has the ${name} as it is compiled now`, async () => {
      const { abi, deployedBytecode } = await artifacts.readArtifact(name);

      expect(JSON.parse(ARTIFACTS[name].contract.formatJson())).to.have.length(abi.length);
      for (const { type, name: member } of abi as { type: string; name: string }[]) {
        if (type === "error") expect(ARTIFACTS[name].contract.getError(member), member).not.to.equal(null);
        if (type === "event") expect(ARTIFACTS[name].contract.getEvent(member), member).not.to.equal(null);
      }
      expect(ARTIFACTS[name].deployedBytecode).to.equal(deployedBytecode);
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
