import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { GAS, inOneBlock } from "../../lib/shared/one-block";
import { accredit } from "../../shared/agreement";
import { anchorAlone, proveAlone } from "../../shared/anchors";
import { PartyStatus } from "../../shared/enums";
import { claimOf, DAY, deployRegistry, EVERY_KIND, FOR_EVER, type Registry } from "../../shared/fixture";
import { partyOf, titleOf } from "../../shared/records";

/** How aurora's accreditation can end. */
const ENDS: Readonly<Record<string, (deployment: Registry) => Promise<unknown>>> = {
  "it is suspended": ({ parties, accounts }) => parties.suspend(accounts.aurora, ZeroHash),
  "it is revoked": ({ parties, accounts }) => parties.revoke(accounts.aurora, ZeroHash),
  "its term has ended": async ({ parties, accounts }) => {
    const soon = (await time.latest()) + 60;
    await parties.renew(accounts.aurora, soon, ZeroHash);
    await time.increaseTo(soon);
  },
  "its accreditor is dismissed": ({ parties, accounts }) =>
    parties.connect(accounts.deployer).dismissAccreditor(accounts.accreditor, ZeroHash),
};

/** Makes aurora accredited again, by whoever may. */
async function accreditAgain({ parties, accounts }: Registry): Promise<void> {
  if ((await partyOf(parties, accounts.aurora)).status === PartyStatus.Suspended) {
    await parties.reinstate(accounts.aurora, ZeroHash);
    return;
  }
  await parties.connect(accounts.deployer).appointAccreditor(accounts.guardian, FOR_EVER, EVERY_KIND);
  await accredit(parties.connect(accounts.guardian), accounts.aurora, { validUntil: FOR_EVER });
}

describe("WorkRegistry: registerAnchored, by an owner who is not accredited any more", () => {
  for (const [situation, end] of Object.entries(ENDS)) {
    describe(`since ${situation}`, () => {
      it("makes the title where the anchor came before, and registers nothing else", async () => {
        const deployment = await deployRegistry();
        const { parties, registry, accounts } = deployment;
        const { proven, time: anchoredAt } = await anchorAlone(registry, claimOf(accounts.aurora));
        await end(deployment);
        await time.increase(DAY);
        expect(await parties.isAccredited(accounts.aurora, { blockTag: "latest" })).to.equal(false);

        await registry.connect(accounts.stranger).registerAnchored(...proven);

        const { owner, registeredAt } = await titleOf(registry, BigInt(proven[0].contentHash));
        expect({ owner, registeredAt }).to.deep.equal({ owner: accounts.aurora.address, registeredAt: anchoredAt });
        await expect(registry.register(claimOf(accounts.aurora)))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
          .withArgs(accounts.aurora);
      });

      it("takes the copy of another over while it is provisional", async () => {
        const deployment = await deployRegistry();
        const { registry, accounts } = deployment;
        const claim = claimOf(accounts.aurora);
        const { proven } = await anchorAlone(registry, claim);
        await registry.connect(accounts.borealis).register({ ...claim, owner: accounts.borealis.address });
        await end(deployment);

        await registry.connect(accounts.stranger).registerAnchored(...proven);

        expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
      });

      it("reverts where the anchor came after, until the owner is accredited again", async () => {
        const deployment = await deployRegistry();
        const { registry, accounts } = deployment;
        await registry.setApprovalForAll(accounts.borealis, true);
        await end(deployment);
        await time.increase(DAY);
        const { proven, time: anchoredAt } = await anchorAlone(
          registry.connect(accounts.borealis),
          claimOf(accounts.aurora),
        );

        await expect(registry.connect(accounts.stranger).registerAnchored(...proven))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
          .withArgs(accounts.aurora);
        await accreditAgain(deployment);
        await registry.connect(accounts.stranger).registerAnchored(...proven);
        expect((await titleOf(registry, BigInt(proven[0].contentHash))).registeredAt).to.equal(anchoredAt);
      });
    });
  }

  it("counts the very second of the suspension for the owner, whose anchor may have come before it", async () => {
    const { parties, registry, accounts } = await deployRegistry();
    const proven = proveAlone(claimOf(accounts.aurora));
    const second = (await time.latest()) + 60;
    await time.setNextBlockTimestamp(second);
    await inOneBlock([() => registry.anchor(proven[2], GAS), () => parties.suspend(accounts.aurora, ZeroHash, GAS)]);
    await time.increase(DAY);

    await registry.connect(accounts.stranger).registerAnchored(...proven);

    expect((await titleOf(registry, BigInt(proven[0].contentHash))).registeredAt).to.equal(second);
  });

  it("stays so whatever is decided later: suspended, reinstated, revoked, accredited by another, and dismissed", async () => {
    const deployment = await deployRegistry();
    const { parties, registry, accounts } = deployment;
    const { proven } = await anchorAlone(registry, claimOf(accounts.aurora));
    for (let turn = 0; turn < 10; ++turn) {
      await parties.suspend(accounts.aurora, ZeroHash);
      await parties.reinstate(accounts.aurora, ZeroHash);
    }
    await parties.revoke(accounts.aurora, ZeroHash);
    await accreditAgain(deployment);
    await parties.connect(accounts.deployer).dismissAccreditor(accounts.guardian, ZeroHash);

    await registry.connect(accounts.stranger).registerAnchored(...proven);

    expect(await registry.ownerOf(proven[0].contentHash)).to.equal(accounts.aurora.address);
  });
});

describe("WorkRegistry: anchor, by an account whose accreditor is dismissed", () => {
  it("passes until the account's own term ends, and gives no title", async () => {
    const deployment = await deployRegistry();
    const { parties, registry, accounts, validUntil } = deployment;
    await parties.connect(accounts.deployer).dismissAccreditor(accounts.accreditor, ZeroHash);
    await time.increase(DAY);

    const { proven } = await anchorAlone(registry, claimOf(accounts.aurora));

    await expect(registry.registerAnchored(...proven))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
      .withArgs(accounts.aurora);
    await time.increaseTo(validUntil);
    await expect(registry.anchor(ZeroHash))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
      .withArgs(accounts.aurora);
  });
});
