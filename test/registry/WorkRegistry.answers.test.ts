import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { TitleStatus } from "../shared/enums";
import { DAY, deployRegistry, registerFinalWork, someHash } from "../shared/fixture";
import { offeredTitle } from "../shared/offered-title";
import { blockOf, NO_OFFER, offerOf, titleOf } from "../shared/records";

describe("WorkRegistry: acceptTitle", () => {
  it("reverts where no offer is open", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);

    for (const id of [workId, BigInt(someHash())]) {
      await expect(registry.connect(accounts.borealis).acceptTitle(id, ZeroHash))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
        .withArgs(id);
    }
  });

  it("reverts for everybody but the offeree, the owner and the offeree's operator included", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    await registry.connect(accounts.borealis).setApprovalForAll(accounts.publisher, true);

    for (const caller of [accounts.stranger, accounts.aurora, accounts.publisher]) {
      await expect(registry.connect(caller).acceptTitle(workId, deed))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotOfferee")
        .withArgs(workId, accounts.borealis, caller);
    }
    expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
  });

  it("reverts for another deed", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    const otherDeed = someHash();

    await expect(registry.connect(accounts.borealis).acceptTitle(workId, otherDeed))
      .to.be.revertedWithCustomError(registry, "WorkRegistryOfferSuperseded")
      .withArgs(workId, deed, otherDeed);
  });

  describe("expiry", () => {
    it("accepts in the last second", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      const [deed, expiresAt] = [someHash(), (await time.latest()) + DAY];
      await registry.offerTitle(workId, accounts.borealis, deed, expiresAt);
      await time.setNextBlockTimestamp(expiresAt - 1);

      await registry.connect(accounts.borealis).acceptTitle(workId, deed);

      expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
    });

    it("reverts at the very second at which the offer ends", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      const [deed, expiresAt] = [someHash(), (await time.latest()) + DAY];
      await registry.offerTitle(workId, accounts.borealis, deed, expiresAt);
      await time.setNextBlockTimestamp(expiresAt);

      await expect(registry.connect(accounts.borealis).acceptTitle(workId, deed))
        .to.be.revertedWithCustomError(registry, "WorkRegistryOfferExpired")
        .withArgs(workId, expiresAt, expiresAt);
    });
  });

  describe("when something has changed since the offer", () => {
    it("reverts while the title is held, and accepts once it is in force again", async () => {
      const { registry, accounts, workId, deed } = await offeredTitle();
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());

      await expect(registry.connect(accounts.borealis).acceptTitle(workId, deed))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
        .withArgs(workId, TitleStatus.Held);
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.InForce, someHash());
      await registry.connect(accounts.borealis).acceptTitle(workId, deed);
      expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
    });

    it("reverts once the title is annulled, and after the annulment is reversed too", async () => {
      const { registry, accounts, workId, deed } = await offeredTitle();

      for (const status of [TitleStatus.Annulled, TitleStatus.InForce]) {
        await registry.connect(accounts.adjudicator).setStatus(workId, status, someHash());
        await expect(registry.connect(accounts.borealis).acceptTitle(workId, deed))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
          .withArgs(workId);
      }
      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    });

    for (const side of ["aurora", "borealis"] as const) {
      it(`reverts when ${side === "aurora" ? "the owner" : "the offeree"} was suspended`, async () => {
        const { parties, registry, accounts, workId, deed } = await offeredTitle();
        await parties.suspend(accounts[side], someHash());

        await expect(registry.connect(accounts.borealis).acceptTitle(workId, deed))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
          .withArgs(accounts[side]);
        expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
      });
    }
  });

  it("moves the title and closes the offer", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    const before = await titleOf(registry, workId);

    const { number } = await blockOf(await registry.connect(accounts.borealis).acceptTitle(workId, deed));

    expect(await titleOf(registry, workId)).to.deep.equal({
      ...before,
      owner: accounts.borealis.address,
      changedAtBlock: number,
      events: before.events + 1n,
      hasMoved: true,
    });
    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(0n);
    expect(await registry.balanceOf(accounts.borealis)).to.equal(1n);
  });

  it("gives the deed in its event, beside Transfer", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    const { changedAtBlock } = await titleOf(registry, workId);

    await expect(registry.connect(accounts.borealis).acceptTitle(workId, deed))
      .to.emit(registry, "TitleTransferred")
      .withArgs(workId, accounts.aurora, accounts.borealis, deed, changedAtBlock)
      .and.to.emit(registry, "Transfer")
      .withArgs(accounts.aurora, accounts.borealis, workId);
  });

  it("is possible once only", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    await registry.connect(accounts.borealis).acceptTitle(workId, deed);

    await expect(registry.connect(accounts.borealis).acceptTitle(workId, deed))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
      .withArgs(workId);
  });
});

describe("WorkRegistry: declineTitle", () => {
  it("reverts where no offer is open", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);

    await expect(registry.connect(accounts.borealis).declineTitle(workId, ZeroHash))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
      .withArgs(workId);
  });

  it("reverts for everybody but the offeree", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();

    for (const caller of [accounts.stranger, accounts.aurora]) {
      await expect(registry.connect(caller).declineTitle(workId, deed))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotOfferee")
        .withArgs(workId, accounts.borealis, caller);
    }
    expect((await offerOf(registry, workId)).to).to.equal(accounts.borealis.address);
  });

  it("reverts for another deed", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    const otherDeed = someHash();

    await expect(registry.connect(accounts.borealis).declineTitle(workId, otherDeed))
      .to.be.revertedWithCustomError(registry, "WorkRegistryOfferSuperseded")
      .withArgs(workId, deed, otherDeed);
  });

  it("closes the offer and leaves the title where it is", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    const before = await titleOf(registry, workId);

    const { number } = await blockOf(await registry.connect(accounts.borealis).declineTitle(workId, deed));

    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await titleOf(registry, workId)).to.deep.equal({
      ...before,
      changedAtBlock: number,
      events: before.events + 1n,
    });
  });

  it("says so in an event", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    const { changedAtBlock } = await titleOf(registry, workId);

    await expect(registry.connect(accounts.borealis).declineTitle(workId, deed))
      .to.emit(registry, "TitleOfferDeclined")
      .withArgs(workId, accounts.borealis, deed, changedAtBlock);
  });

  it("is possible after the offer's end, when suspended, and while the title is held", async () => {
    const { parties, registry, accounts, validUntil, workId, deed } = await offeredTitle();
    await parties.suspend(accounts.borealis, someHash());
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());
    await time.increaseTo(validUntil + DAY);

    await registry.connect(accounts.borealis).declineTitle(workId, deed);

    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect((await titleOf(registry, workId)).status).to.equal(TitleStatus.Held);
  });
});
