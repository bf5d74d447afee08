import { expect } from "chai";
import type { BaseContract, FunctionFragment } from "ethers";

import { FUNCTION_ROLES, type RoleName, ROLES } from "../../../../lib/chain/contracts/roles";
import { functionsOf } from "../../../shared/abi";
import { deployRegistry } from "../../../shared/fixture";

function writingFunctions(contract: BaseContract): FunctionFragment[] {
  return functionsOf(contract.interface).filter(({ constant }) => !constant);
}

describe("FUNCTION_ROLES", () => {
  for (const contractName of ["PartyRegistry", "WorkRegistry"] as const) {
    describe(`of the ${contractName}`, () => {
      const documented: Readonly<Record<string, RoleName>> = FUNCTION_ROLES[contractName];

      it("names functions that write", async () => {
        const { parties, registry } = await deployRegistry();
        const contract = contractName === "PartyRegistry" ? parties : registry;

        const names = writingFunctions(contract).map(({ name }) => name);

        expect(names).to.include.members(Object.keys(documented));
      });

      it("is what the deployed AccessManager asks for, by selector, and ADMIN for every function without a name", async () => {
        const { manager, parties, registry } = await deployRegistry();
        const contract = contractName === "PartyRegistry" ? parties : registry;

        for (const { name, selector } of writingFunctions(contract)) {
          const role = await manager.getTargetFunctionRole(contract, selector);
          expect(role, name).to.equal(ROLES[documented[name] ?? "ADMIN"]);
        }
      });
    });
  }
});
