import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { TitleStatus } from "../shared/enums";
import { admit, DAY, deployRegistry, registerFinalWork, registerWork, someHash } from "../shared/fixture";
import { offeredTitle } from "../shared/offered-title";
import { blockOf, NO_OFFER, offerOf, titleOf } from "../shared/records";

describe("WorkRegistry: offerTitle", () => {
  describe("who may call", () => {
    it("reverts for a stranger", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(registry.connect(accounts.stranger).offerTitle(workId, accounts.borealis, someHash(), validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.stranger);
      expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    });

    it("reverts for the account that is approved for the title", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.approve(accounts.stranger, workId);

      await expect(registry.connect(accounts.stranger).offerTitle(workId, accounts.borealis, someHash(), validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.stranger);
    });

    it("offers for the owner's operator, in the owner's name", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      const { changedAtBlock } = await titleOf(registry, workId);
      const deed = someHash();
      await registry.setApprovalForAll(accounts.stranger, true);

      await expect(registry.connect(accounts.stranger).offerTitle(workId, accounts.borealis, deed, validUntil))
        .to.emit(registry, "TitleOffered")
        .withArgs(workId, accounts.aurora, accounts.borealis, deed, validUntil, changedAtBlock);
    });
  });

  describe("bad input", () => {
    it("reverts for a work that is not registered", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = BigInt(someHash());

      await expect(registry.offerTitle(workId, accounts.borealis, someHash(), validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotRegistered")
        .withArgs(workId);
    });

    it("reverts for an offer to the zero address", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(registry.offerTitle(workId, ZeroAddress, someHash(), validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryOfferToZero")
        .withArgs(workId);
    });

    it("reverts for an offer to the owner", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(registry.offerTitle(workId, accounts.aurora, someHash(), validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryOfferToSelf")
        .withArgs(workId, accounts.aurora);
    });

    it("reverts for an offer by the operator to the owner", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.setApprovalForAll(accounts.borealis, true);

      await expect(registry.connect(accounts.borealis).offerTitle(workId, accounts.aurora, someHash(), validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryOfferToSelf")
        .withArgs(workId, accounts.aurora);
    });

    it("reverts without a deed", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(registry.offerTitle(workId, accounts.borealis, ZeroHash, validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryZeroDeedHash")
        .withArgs(workId);
    });

    it("reverts when the offer ends in the current second", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      const now = (await time.latest()) + 60;
      await time.setNextBlockTimestamp(now);

      await expect(registry.offerTitle(workId, accounts.borealis, someHash(), now))
        .to.be.revertedWithCustomError(registry, "WorkRegistryOfferExpired")
        .withArgs(workId, now, now);
      expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    });
  });

  describe("when one side is not accredited", () => {
    it("reverts when the offeree is nobody", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(registry.offerTitle(workId, accounts.stranger, someHash(), validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.stranger);
    });

    it("reverts when the owner is suspended, for its operator too", async () => {
      const { parties, registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.setApprovalForAll(accounts.stranger, true);
      await parties.suspend(accounts.aurora, someHash());

      for (const caller of [accounts.aurora, accounts.stranger]) {
        await expect(registry.connect(caller).offerTitle(workId, accounts.borealis, someHash(), validUntil))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
          .withArgs(accounts.aurora);
      }
    });
  });

  for (const status of ["Held", "Annulled"] as const) {
    it(`reverts while the title is ${status.toLowerCase()}`, async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus[status], someHash());

      await expect(registry.offerTitle(workId, accounts.borealis, someHash(), validUntil))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
        .withArgs(workId, TitleStatus[status]);
    });
  }

  it("opens an offer and leaves the title where it is", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    const before = await titleOf(registry, workId);
    const deedHash = someHash();

    const { number } = await blockOf(await registry.offerTitle(workId, accounts.borealis, deedHash, validUntil));

    expect(await offerOf(registry, workId)).to.deep.equal({
      to: accounts.borealis.address,
      expiresAt: BigInt(validUntil),
      deedHash,
    });
    expect(await titleOf(registry, workId)).to.deep.equal({
      ...before,
      changedAtBlock: number,
      events: before.events + 1n,
    });
  });

  it("says so in an event", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    const { changedAtBlock } = await titleOf(registry, workId);
    const deed = someHash();

    await expect(registry.offerTitle(workId, accounts.borealis, deed, validUntil))
      .to.emit(registry, "TitleOffered")
      .withArgs(workId, accounts.aurora, accounts.borealis, deed, validUntil, changedAtBlock);
  });

  it("is possible for one second, and while the title is provisional", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerWork(registry, accounts.aurora);
    const now = (await time.latest()) + 1;
    await time.setNextBlockTimestamp(now);

    await registry.offerTitle(workId, accounts.borealis, someHash(), now + 1);

    expect((await offerOf(registry, workId)).expiresAt).to.equal(now + 1);
  });

  it("replaces the offer before it", async () => {
    const { registry, accounts, validUntil, workId, ...deployment } = await offeredTitle();
    await admit({ registry, accounts, validUntil, ...deployment }, accounts.publisher);
    const deedHash = someHash();

    await registry.offerTitle(workId, accounts.publisher, deedHash, validUntil - DAY);

    expect(await offerOf(registry, workId)).to.deep.equal({
      to: accounts.publisher.address,
      expiresAt: BigInt(validUntil - DAY),
      deedHash,
    });
  });
});

describe("WorkRegistry: withdrawOffer", () => {
  it("reverts for a stranger, for the offeree and for the account that is approved for the title", async () => {
    const { registry, accounts, workId } = await offeredTitle();
    await registry.approve(accounts.publisher, workId);

    for (const caller of [accounts.stranger, accounts.borealis, accounts.publisher]) {
      await expect(registry.connect(caller).withdrawOffer(workId))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, caller);
    }
    expect((await offerOf(registry, workId)).to).to.equal(accounts.borealis.address);
  });

  it("reverts for a work that is not registered", async () => {
    const { registry } = await deployRegistry();
    const workId = BigInt(someHash());

    await expect(registry.withdrawOffer(workId))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotRegistered")
      .withArgs(workId);
  });

  it("reverts where no offer is open", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);

    await expect(registry.withdrawOffer(workId))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNoOffer")
      .withArgs(workId);
  });

  it("closes the offer and leaves the title where it is", async () => {
    const { registry, workId } = await offeredTitle();
    const before = await titleOf(registry, workId);

    const { number } = await blockOf(await registry.withdrawOffer(workId));

    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await titleOf(registry, workId)).to.deep.equal({
      ...before,
      changedAtBlock: number,
      events: before.events + 1n,
    });
  });

  it("says so in an event, for the owner's operator too", async () => {
    const { registry, accounts, workId, deed } = await offeredTitle();
    const { changedAtBlock } = await titleOf(registry, workId);
    await registry.setApprovalForAll(accounts.stranger, true);

    await expect(registry.connect(accounts.stranger).withdrawOffer(workId))
      .to.emit(registry, "TitleOfferWithdrawn")
      .withArgs(workId, accounts.borealis, deed, changedAtBlock);
  });

  it("is possible after the offer's end, when suspended, and while the title is held", async () => {
    const { parties, registry, accounts, validUntil, workId } = await offeredTitle();
    await parties.suspend(accounts.aurora, someHash());
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());
    await time.increaseTo(validUntil + DAY);

    await registry.withdrawOffer(workId);

    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
  });
});

describe("WorkRegistry: offerOf", () => {
  it("is all zero where no offer is open, registered or not", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerWork(registry, accounts.aurora);

    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await offerOf(registry, BigInt(someHash()))).to.deep.equal(NO_OFFER);
  });

  it("still shows an offer that has expired", async () => {
    const { registry, accounts, validUntil, workId } = await offeredTitle();

    await time.increaseTo(validUntil + DAY);

    expect((await offerOf(registry, workId)).to).to.equal(accounts.borealis.address);
  });
});
