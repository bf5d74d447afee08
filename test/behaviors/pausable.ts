import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";

import { deployRegistry, type Registry } from "../shared/fixture";

type Call = () => Promise<ContractTransactionResponse>;

/**
 * A function of WorkRegistry that stops while the registry is paused.
 * @param prepare makes a situation in which the function works, and gives the call
 */
export function behavesAsPausable(prepare: (deployment: Registry) => Promise<Call>): void {
  describe("pausable", () => {
    it("reverts while the registry is paused", async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const call = await prepare(deployment);
      await registry.connect(accounts.guardian).pause();

      await expect(call()).to.be.revertedWithCustomError(registry, "EnforcedPause").withArgs();
    });

    it("works again once the registry is unpaused", async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const call = await prepare(deployment);
      await registry.connect(accounts.guardian).pause();
      await registry.connect(accounts.deployer).unpause();

      await expect(call()).not.to.be.reverted;
    });
  });
}
