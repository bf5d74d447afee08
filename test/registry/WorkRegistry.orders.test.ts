import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { behavesAsRestricted } from "../behaviors/restricted";
import { TitleStatus } from "../shared/enums";
import { deployRegistry, registerFinalWork, registerWork, someHash } from "../shared/fixture";
import { offeredTitle } from "../shared/offered-title";
import { blockOf, NO_OFFER, offerOf, titleOf } from "../shared/records";

/** Every change from one status to another. */
const CHANGES = [
  ["InForce", "Held"],
  ["InForce", "Annulled"],
  ["Held", "InForce"],
  ["Held", "Annulled"],
  ["Annulled", "InForce"],
  ["Annulled", "Held"],
] as const;

describe("WorkRegistry: setStatus", () => {
  behavesAsRestricted("ADJUDICATOR", "registry", async ({ registry, accounts }) => {
    const workId = await registerWork(registry, accounts.aurora);
    return (caller) => registry.connect(caller).setStatus(workId, TitleStatus.Held, someHash());
  });

  describe("bad input", () => {
    it("reverts for a work that is not registered", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = BigInt(someHash());

      await expect(registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled, someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotRegistered")
        .withArgs(workId);
      expect((await titleOf(registry, workId)).status).to.equal(TitleStatus.InForce);
    });

    it("reverts without an order", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerWork(registry, accounts.aurora);

      await expect(registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, ZeroHash))
        .to.be.revertedWithCustomError(registry, "WorkRegistryZeroOrderHash")
        .withArgs(workId);
      expect((await titleOf(registry, workId)).status).to.equal(TitleStatus.InForce);
    });

    it("reverts for a status that does not exist", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerWork(registry, accounts.aurora);

      await expect(
        registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled + 1n, someHash()),
      ).to.be.revertedWithoutReason();
      expect((await titleOf(registry, workId)).status).to.equal(TitleStatus.InForce);
    });

    for (const status of ["InForce", "Held", "Annulled"] as const) {
      it(`reverts when the title is ${status} already`, async () => {
        const { registry, accounts } = await deployRegistry();
        const court = registry.connect(accounts.adjudicator);
        const workId = await registerWork(registry, accounts.aurora);
        if (status !== "InForce") await court.setStatus(workId, TitleStatus[status], someHash());

        await expect(court.setStatus(workId, TitleStatus[status], someHash()))
          .to.be.revertedWithCustomError(registry, "WorkRegistryStatusUnchanged")
          .withArgs(workId, TitleStatus[status]);
      });
    }
  });

  for (const [from, to] of CHANGES) {
    it(`changes ${from} to ${to} and nothing else, and says so in an event`, async () => {
      const { registry, accounts } = await deployRegistry();
      const court = registry.connect(accounts.adjudicator);
      const workId = await registerWork(registry, accounts.aurora);
      if (from !== "InForce") await court.setStatus(workId, TitleStatus[from], someHash());
      const before = await titleOf(registry, workId);
      const order = someHash();

      const transaction = await court.setStatus(workId, TitleStatus[to], order);

      const { number } = await blockOf(transaction);
      expect(await titleOf(registry, workId)).to.deep.equal({
        ...before,
        status: TitleStatus[to],
        changedAtBlock: number,
        events: before.events + 1n,
      });
      await expect(transaction)
        .to.emit(registry, "TitleStatusChanged")
        .withArgs(workId, accounts.adjudicator, TitleStatus[from], TitleStatus[to], order, before.changedAtBlock);
    });
  }

  it("leaves an open offer open when the title is held and released", async () => {
    const { registry, accounts, workId } = await offeredTitle();

    for (const status of [TitleStatus.Held, TitleStatus.InForce]) {
      await registry.connect(accounts.adjudicator).setStatus(workId, status, someHash());
      expect((await offerOf(registry, workId)).to).to.equal(accounts.borealis.address);
    }
  });

  it("ends an open offer when the title is annulled, from a hold too", async () => {
    for (const hold of [false, true]) {
      const { registry, accounts, workId } = await offeredTitle();
      const court = registry.connect(accounts.adjudicator);
      if (hold) await court.setStatus(workId, TitleStatus.Held, someHash());

      await court.setStatus(workId, TitleStatus.Annulled, someHash());

      expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    }
  });

  it("leaves an approval as it is when the title is held and released, and ends it when it is annulled", async () => {
    const { registry, accounts } = await deployRegistry();
    const court = registry.connect(accounts.adjudicator);
    const workId = await registerWork(registry, accounts.aurora);
    await registry.approve(accounts.stranger, workId);

    for (const [status, approved] of [
      [TitleStatus.Held, accounts.stranger.address],
      [TitleStatus.InForce, accounts.stranger.address],
      [TitleStatus.Annulled, ZeroAddress],
      [TitleStatus.InForce, ZeroAddress],
    ] as const) {
      await court.setStatus(workId, status, someHash());
      expect(await registry.getApproved(workId)).to.equal(approved);
    }
  });

  for (const status of ["Held", "Annulled"] as const) {
    it(`lets no new offer or approval come to a title that is ${status.toLowerCase()}, and lets the old ones end`, async () => {
      const { registry, accounts, validUntil, workId } = await offeredTitle();
      await registry.approve(accounts.stranger, workId);
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus[status], someHash());

      for (const call of [
        () => registry.approve(accounts.borealis, workId),
        () => registry.offerTitle(workId, accounts.borealis, someHash(), validUntil),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
          .withArgs(workId, TitleStatus[status]);
      }
      await registry.approve(ZeroAddress, workId);
      if (status === "Held") await registry.withdrawOffer(workId);
      expect(await registry.getApproved(workId)).to.equal(ZeroAddress);
      expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    });
  }
});

describe("WorkRegistry: correctTitle", () => {
  behavesAsRestricted("ADJUDICATOR", "registry", async ({ registry, accounts }) => {
    const workId = await registerFinalWork(registry, accounts.aurora);
    return (caller) => registry.connect(caller).correctTitle(workId, accounts.borealis, someHash());
  });

  describe("bad input", () => {
    it("reverts for a work that is not registered", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = BigInt(someHash());

      await expect(registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotRegistered")
        .withArgs(workId);
    });

    it("reverts without an order", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, ZeroHash))
        .to.be.revertedWithCustomError(registry, "WorkRegistryZeroOrderHash")
        .withArgs(workId);
      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    });

    it("reverts when the owner is right already", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(registry.connect(accounts.adjudicator).correctTitle(workId, accounts.aurora, someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryOwnerUnchanged")
        .withArgs(workId, accounts.aurora);
    });

    it("reverts when the new owner is not accredited, or nobody", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      for (const newOwner of [accounts.stranger.address, ZeroAddress]) {
        await expect(registry.connect(accounts.adjudicator).correctTitle(workId, newOwner, someHash()))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
          .withArgs(newOwner);
      }
      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    });
  });

  it("reverts for an annulled title", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled, someHash());

    await expect(registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash()))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
      .withArgs(workId, TitleStatus.Annulled);
  });

  it("reverts before the title is final", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerWork(registry, accounts.aurora);
    const { finalAt } = await titleOf(registry, workId);
    await time.setNextBlockTimestamp(finalAt - 1n);

    await expect(registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash()))
      .to.be.revertedWithCustomError(registry, "WorkRegistryProvisional")
      .withArgs(workId, finalAt);
  });

  it("moves the title, ends its offer and its approval, and leaves the rest", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registry.offerTitle(workId, accounts.borealis, someHash(), validUntil);
    await registry.approve(accounts.stranger, workId);
    const before = await titleOf(registry, workId);

    const { number } = await blockOf(
      await registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash()),
    );

    expect(await titleOf(registry, workId)).to.deep.equal({
      ...before,
      owner: accounts.borealis.address,
      changedAtBlock: number,
      events: before.events + 1n,
      hasMoved: true,
    });
    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await registry.getApproved(workId)).to.equal(ZeroAddress);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(0n);
    expect(await registry.balanceOf(accounts.borealis)).to.equal(1n);
  });

  it("gives the order in its event, beside Transfer", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    const { changedAtBlock } = await titleOf(registry, workId);
    const order = someHash();

    await expect(registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, order))
      .to.emit(registry, "TitleCorrected")
      .withArgs(workId, accounts.adjudicator, accounts.aurora, accounts.borealis, order, changedAtBlock)
      .and.to.emit(registry, "Transfer")
      .withArgs(accounts.aurora, accounts.borealis, workId);
  });

  it("moves a held title, which stays held", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());

    await registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash());

    const title = await titleOf(registry, workId);
    expect(title.owner).to.equal(accounts.borealis.address);
    expect(title.status).to.equal(TitleStatus.Held);
  });

  it("takes a title from an owner who is no longer accredited", async () => {
    const { parties, registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await parties.revoke(accounts.aurora, someHash());

    await registry.connect(accounts.adjudicator).correctTitle(workId, accounts.borealis, someHash());

    expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
  });
});
