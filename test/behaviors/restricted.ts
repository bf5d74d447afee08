import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";

import { type RoleName, ROLES } from "../../lib/chain/contracts/roles";
import { deployRegistry, type Registry } from "../shared/fixture";

/** Who holds each role in the fixture: it is not handed over, so the deployer is the admin. */
const HOLDERS = {
  ADMIN: "deployer",
  ADJUDICATOR: "adjudicator",
  GUARDIAN: "guardian",
} as const satisfies Record<Exclude<RoleName, "RECOVERY">, keyof Registry["accounts"]>;

type Call = (caller: HardhatEthersSigner) => Promise<ContractTransactionResponse>;

/**
 * Access: restricted function.
 * @param role the role that the function asks for
 * @param contractName the contract that the function belongs to
 * @param prepare makes a situation in which the role's holder may call, and gives the call
 */
export function behavesAsRestricted(
  role: keyof typeof HOLDERS,
  contractName: "parties" | "registry",
  prepare: (deployment: Registry) => Promise<Call>,
): void {
  describe(`access: restricted to ${role}`, () => {
    it("reverts for every account without the role", async () => {
      const deployment = await deployRegistry();
      const call = await prepare(deployment);
      const { [HOLDERS[role]]: holder, ...others } = deployment.accounts;

      for (const caller of Object.values<HardhatEthersSigner>(others)) {
        await expect(call(caller))
          .to.be.revertedWithCustomError(deployment[contractName], "AccessManagedUnauthorized")
          .withArgs(caller);
      }
      await expect(call(holder)).not.to.be.reverted;
    });

    it("reverts once the role is revoked", async () => {
      const deployment = await deployRegistry();
      const call = await prepare(deployment);
      const { [HOLDERS[role]]: holder } = deployment.accounts;
      await deployment.manager.revokeRole(ROLES[role], holder);

      await expect(call(holder))
        .to.be.revertedWithCustomError(deployment[contractName], "AccessManagedUnauthorized")
        .withArgs(holder);
    });
  });
}
