import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { ROLES } from "../../lib/chain/contracts/roles";
import { PartyStatus } from "../shared/enums";
import { DAY, deployRegistry, PUBLISHER, type Registry, someHash } from "../shared/fixture";
import { partyOf } from "../shared/records";

/** The call data of every restricted function, in a situation in which the accreditor may call it. */
const CALLS = {
  accredit: async ({ parties, accounts, validUntil }: Registry) =>
    parties.interface.encodeFunctionData("accredit", [accounts.publisher.address, PUBLISHER, validUntil, ZeroHash]),
  renew: async ({ parties, accounts, validUntil }: Registry) =>
    parties.interface.encodeFunctionData("renew", [accounts.aurora.address, validUntil + DAY, ZeroHash]),
  suspend: async ({ parties, accounts }: Registry) =>
    parties.interface.encodeFunctionData("suspend", [accounts.aurora.address, ZeroHash]),
  reinstate: async ({ parties, accounts }: Registry) => {
    await parties.suspend(accounts.aurora, someHash());
    return parties.interface.encodeFunctionData("reinstate", [accounts.aurora.address, ZeroHash]);
  },
  revoke: async ({ parties, accounts }: Registry) =>
    parties.interface.encodeFunctionData("revoke", [accounts.aurora.address, ZeroHash]),
} satisfies Record<string, (deployment: Registry) => Promise<string>>;

describe("PartyRegistry: a call through AccessManager.execute", () => {
  for (const [name, prepare] of Object.entries(CALLS)) {
    it(`reverts for ${name}, since nobody would answer for the decision`, async () => {
      const deployment = await deployRegistry();
      const { manager, parties, accounts } = deployment;
      const data = await prepare(deployment);
      const before = await partyOf(parties, accounts.aurora);

      await expect(manager.connect(accounts.accreditor).execute(parties, data))
        .to.be.revertedWithCustomError(parties, "PartyRegistryIndirectCall")
        .withArgs(manager);
      expect(await partyOf(parties, accounts.aurora)).to.deep.equal(before);
      await expect(accounts.accreditor.sendTransaction({ to: await parties.getAddress(), data })).not.to.be.reverted;
    });
  }

  describe("when the accreditor's role has a delay", () => {
    it("reverts, while the scheduled call that the accreditor makes itself goes through", async () => {
      const deployment = await deployRegistry();
      const { manager, parties, accounts } = deployment;
      const slow = accounts.stranger;
      await manager.grantRole(ROLES.ACCREDITOR, slow, DAY);
      const data = await CALLS.accredit(deployment);
      await manager.connect(slow).schedule(parties, data, 0);
      await time.increase(DAY);

      await expect(manager.connect(slow).execute(parties, data))
        .to.be.revertedWithCustomError(parties, "PartyRegistryIndirectCall")
        .withArgs(manager);
      await slow.sendTransaction({ to: await parties.getAddress(), data });

      const party = await partyOf(parties, accounts.publisher);
      expect(party.accreditor).to.equal(slow.address);
      expect(party.status).to.equal(PartyStatus.Active);
    });
  });
});
