import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";

import { scopeOf } from "../../lib/chain/contracts/scope";
import { PartyKind } from "../shared/enums";
import { DAY, deployRegistry, EVERY_KIND, FOR_EVER, type Registry } from "../shared/fixture";

type Call = (caller: HardhatEthersSigner) => Promise<ContractTransactionResponse>;

/**
 * Access: a decision about a publisher, which only an accreditor may make.
 * @param prepare makes a situation in which the fixture's accreditor may make it, and gives the call
 */
export function behavesAsAnAccreditorsDecision(prepare: (deployment: Registry) => Promise<Call>): void {
  describe("access: for accreditors", () => {
    it("reverts for every account that was never appointed, the admin's and the AccessManager's own too", async () => {
      const deployment = await deployRegistry();
      const { manager, parties } = deployment;
      const call = await prepare(deployment);
      const { accreditor, ...others } = deployment.accounts;

      for (const caller of Object.values<HardhatEthersSigner>(others)) {
        await expect(call(caller))
          .to.be.revertedWithCustomError(parties, "PartyRegistryNotAppointed")
          .withArgs(caller, 0);
      }
      const { data } = await call(accreditor);
      await expect(manager.connect(deployment.accounts.deployer).execute(parties, data)).to.be.reverted;
    });

    it("reverts from the second on in which the accreditor's term ends", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts } = deployment;
      const call = await prepare(deployment);
      const end = (await time.latest()) + DAY;
      await parties.connect(accounts.deployer).appointAccreditor(accounts.accreditor, end, EVERY_KIND);
      await time.setNextBlockTimestamp(end);

      await expect(call(accounts.accreditor))
        .to.be.revertedWithCustomError(parties, "PartyRegistryNotAppointed")
        .withArgs(accounts.accreditor, end);
    });

    it("reverts for a kind out of the accreditor's scope, and passes within it", async () => {
      const deployment = await deployRegistry();
      const { parties, accounts } = deployment;
      const call = await prepare(deployment);
      const asAdmin = parties.connect(accounts.deployer);
      const others = scopeOf(["adjudicator", "notary"]);
      await asAdmin.appointAccreditor(accounts.accreditor, FOR_EVER, others);

      await expect(call(accounts.accreditor))
        .to.be.revertedWithCustomError(parties, "PartyRegistryOutOfScope")
        .withArgs(accounts.accreditor, PartyKind.Publisher, others);

      await asAdmin.appointAccreditor(accounts.accreditor, FOR_EVER, scopeOf(["publisher"]));
      await expect(call(accounts.accreditor)).not.to.be.reverted;
    });
  });
}
