import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { anchorAlone, type Anchored, eventNames, proveAlone } from "../../shared/anchors";
import { TitleStatus } from "../../shared/enums";
import { admit, type Claim, claimOf, deployRegistry, type Registry, someHash } from "../../shared/fixture";
import { namesOf, workHistory } from "../../shared/history";
import { blockOf, NO_OFFER, offerOf, titleOf } from "../../shared/records";

interface Situation extends Registry {
  readonly workId: bigint;
  /** Aurora's claim, anchored before borealis registered the work. */
  readonly anchored: Anchored;
  /** The time of borealis's registration. */
  readonly registeredAt: bigint;
  readonly finalAt: bigint;
}

type Step = (situation: Situation) => Promise<unknown>;

/** A work that aurora anchored and borealis registered thereafter; the title is provisional. */
async function takenWork(): Promise<Situation> {
  const deployment = await deployRegistry();
  const { registry, accounts } = deployment;
  const claim = claimOf(accounts.aurora);
  const anchored = await anchorAlone(registry, claim);
  const { time: registeredAt } = await blockOf(
    await registry.connect(accounts.borealis).register({ ...claim, owner: accounts.borealis.address }),
  );
  const finalAt = registeredAt + (await registry.REVEAL_WINDOW());
  return { ...deployment, workId: BigInt(claim.contentHash), anchored, registeredAt, finalAt };
}

/** A claim of another owner to the same work. */
function rival(claim: Claim, owner: { address: string }): Claim {
  return { contentHash: claim.contentHash, owner: owner.address, metadataHash: someHash() };
}

describe("WorkRegistry: registerAnchored, of a work that has a title", () => {
  it("takes over a provisional title that is younger than the anchor", async () => {
    const { registry, accounts, workId, anchored } = await takenWork();

    const { number } = await blockOf(await registry.registerAnchored(...anchored.proven));

    expect(await titleOf(registry, workId)).to.deep.equal({
      owner: accounts.aurora.address,
      registeredAt: anchored.time,
      finalAt: anchored.time + (await registry.REVEAL_WINDOW()),
      changedAtBlock: number,
      events: 4n,
      hasMoved: false,
      status: TitleStatus.InForce,
    });
    expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(1n);
    expect(await registry.balanceOf(accounts.borealis)).to.equal(0n);
  });

  it("says so in its events, in this order, with one ERC-721 Transfer", async () => {
    const { registry, accounts, workId, anchored } = await takenWork();
    const { changedAtBlock } = await titleOf(registry, workId);
    const [{ metadataHash }] = anchored.proven;

    const sent = await registry.connect(accounts.stranger).registerAnchored(...anchored.proven);

    const { number } = await blockOf(sent);
    expect(await eventNames(registry, sent)).to.deep.equal([
      "Transfer",
      "WorkSuperseded",
      "WorkRegistered",
      "MetadataUpdate",
      "PriorityProven",
    ]);
    await expect(sent)
      .to.emit(registry, "Transfer")
      .withArgs(accounts.borealis, accounts.aurora, workId)
      .and.to.emit(registry, "WorkSuperseded")
      .withArgs(workId, accounts.borealis, accounts.aurora, changedAtBlock)
      .and.to.emit(registry, "WorkRegistered")
      .withArgs(workId, accounts.aurora, metadataHash, number)
      .and.to.emit(registry, "PriorityProven")
      .withArgs(workId, anchored.root, anchored.time, number);
  });

  it("leaves a history that reads back in one line, also from the block in which all of it happened", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const { proven } = await anchorAlone(registry, claim);
    await ethers.provider.send("evm_setAutomine", [false]);
    try {
      const gas = { gasLimit: 300_000 };
      await registry.connect(accounts.borealis).register(rival(claim, accounts.borealis), gas);
      await registry.connect(accounts.borealis).amend(claim.contentHash, someHash(), gas);
      await registry.registerAnchored(...proven, gas);
      await registry.amend(claim.contentHash, someHash(), gas);
      await ethers.provider.send("evm_mine", []);
    } finally {
      await ethers.provider.send("evm_setAutomine", [true]);
    }

    const history = await workHistory(registry, BigInt(claim.contentHash));

    expect(namesOf(history)).to.deep.equal([
      "WorkRegistered",
      "WorkAmended",
      "WorkSuperseded",
      "WorkRegistered",
      "PriorityProven",
      "WorkAmended",
    ]);
    expect(history.map(({ previousBlock }) => previousBlock)).to.deep.equal([
      0n,
      ...Array<bigint>(5).fill(history[0]?.block ?? 0n),
    ]);
  });

  describe("the end of the window", () => {
    it("takes the title over in the second before it is final", async () => {
      const { registry, accounts, workId, anchored, finalAt } = await takenWork();
      await time.setNextBlockTimestamp(finalAt - 1n);

      await registry.registerAnchored(...anchored.proven);

      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    });

    for (const [when, late] of [
      ["in the second in which it is final", 0n],
      ["in the second after", 1n],
    ] as const) {
      it(`reverts ${when}, with both dates, and the proof stays good`, async () => {
        const { registry, workId, anchored, registeredAt, finalAt } = await takenWork();
        const before = await titleOf(registry, workId);
        await time.setNextBlockTimestamp(finalAt + late);

        await expect(registry.registerAnchored(...anchored.proven))
          .to.be.revertedWithCustomError(registry, "WorkRegistryFinal")
          .withArgs(workId, registeredAt, anchored.time);
        expect(await titleOf(registry, workId)).to.deep.equal(before);
        expect(await registry.verifyAnchored(...anchored.proven)).to.equal(anchored.time);
      });
    }

    it("reverts for a title that is final at once, by an anchor older than the window", async () => {
      const { registry, accounts } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      const ours = await anchorAlone(registry, claim);
      const byBorealis = registry.connect(accounts.borealis);
      const theirs = await anchorAlone(byBorealis, rival(claim, accounts.borealis));
      await time.setNextBlockTimestamp(theirs.time + (await registry.REVEAL_WINDOW()));
      await byBorealis.registerAnchored(...theirs.proven);

      await expect(registry.registerAnchored(...ours.proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryFinal")
        .withArgs(claim.contentHash, theirs.time, ours.time);
    });

    it("reverts for a title that has moved, which it can only when it is final", async () => {
      const { registry, accounts, workId, anchored, registeredAt, finalAt, ...deployment } = await takenWork();
      await admit({ registry, accounts, ...deployment }, accounts.publisher);
      await time.setNextBlockTimestamp(finalAt);
      await registry.connect(accounts.borealis).transferFrom(accounts.borealis, accounts.publisher, workId);

      await expect(registry.registerAnchored(...anchored.proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryFinal")
        .withArgs(workId, registeredAt, anchored.time);
      expect(await registry.ownerOf(workId)).to.equal(accounts.publisher.address);
    });

    for (const [what, begin, end] of [
      [
        "a pause",
        ({ registry, accounts }) => registry.connect(accounts.guardian).pause(),
        ({ registry, accounts }) => registry.connect(accounts.deployer).unpause(),
      ],
      [
        "a hold",
        ({ registry, accounts, workId }) =>
          registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash()),
        ({ registry, accounts, workId }) =>
          registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.InForce, someHash()),
      ],
    ] satisfies [string, Step, Step][]) {
      it(`comes during ${what} as well: afterwards it is too late`, async () => {
        const situation = await takenWork();
        const { registry, workId, anchored, registeredAt, finalAt } = situation;
        await begin(situation);
        await time.increaseTo(finalAt);
        await end(situation);

        await expect(registry.registerAnchored(...anchored.proven))
          .to.be.revertedWithCustomError(registry, "WorkRegistryFinal")
          .withArgs(workId, registeredAt, anchored.time);
      });
    }

    it("never takes a title over where the window of the deployment is zero", async () => {
      const { manager, parties, accounts } = await deployRegistry();
      const registry = await ethers.deployContract("WorkRegistry", [manager, parties, 0, ""], accounts.aurora);
      const claim = claimOf(accounts.aurora);
      const { proven, time: anchoredAt } = await anchorAlone(registry, claim);
      const { time: registeredAt } = await blockOf(
        await registry.connect(accounts.borealis).register(rival(claim, accounts.borealis)),
      );

      await expect(registry.registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryFinal")
        .withArgs(claim.contentHash, registeredAt, anchoredAt);
    });
  });

  describe("when the anchor is not earlier than the title", () => {
    it("reverts for an anchor of a later second", async () => {
      const { registry, accounts } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      const { time: registeredAt } = await blockOf(await registry.register(claim));
      const byBorealis = registry.connect(accounts.borealis);
      const { proven } = await anchorAlone(byBorealis, rival(claim, accounts.borealis));

      await expect(byBorealis.registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(claim.contentHash, accounts.aurora, registeredAt);
    });

    it("reverts for an anchor of the same second, in one block, whichever of the two came first in it", async () => {
      const { registry, accounts } = await deployRegistry();
      const byBorealis = registry.connect(accounts.borealis);
      const claims = [claimOf(accounts.aurora), claimOf(accounts.aurora)] as const;
      const proven = claims.map((claim) => proveAlone(rival(claim, accounts.borealis)));
      const roots = proven.map(([, , root]) => root);
      const gas = { gasLimit: 200_000 };
      await ethers.provider.send("evm_setAutomine", [false]);
      try {
        await registry.register(claims[0], gas);
        for (const root of roots) await byBorealis.anchor(root, gas);
        await registry.register(claims[1], gas);
        await ethers.provider.send("evm_mine", []);
      } finally {
        await ethers.provider.send("evm_setAutomine", [true]);
      }
      const now = await time.latest();

      for (const one of proven) {
        await expect(byBorealis.registerAnchored(...one))
          .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
          .withArgs(one[0].contentHash, accounts.aurora, now);
      }
      expect(await registry.balanceOf(accounts.aurora)).to.equal(2n);
    });

    it("reverts for a second anchor of the title's own claim", async () => {
      const { registry, accounts, workId, anchored } = await takenWork();
      await registry.registerAnchored(...anchored.proven);
      const again = await anchorAlone(registry, anchored.proven[0]);

      for (const { proven } of [again, anchored]) {
        await expect(registry.registerAnchored(...proven))
          .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
          .withArgs(workId, accounts.aurora, anchored.time);
      }
    });
  });

  for (const status of ["Held", "Annulled"] as const) {
    it(`reverts while the title is ${status.toLowerCase()}, and works once it is in force again`, async () => {
      const { registry, accounts, workId, anchored } = await takenWork();
      const court = registry.connect(accounts.adjudicator);
      await court.setStatus(workId, TitleStatus[status], someHash());
      const before = await titleOf(registry, workId);

      await expect(registry.registerAnchored(...anchored.proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
        .withArgs(workId, TitleStatus[status]);
      expect(await titleOf(registry, workId)).to.deep.equal(before);
      await court.setStatus(workId, TitleStatus.InForce, someHash());
      await registry.registerAnchored(...anchored.proven);
      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    });
  }

  describe("accreditation", () => {
    it("takes the title of an owner who is suspended", async () => {
      const { parties, registry, accounts, workId, anchored } = await takenWork();
      await parties.suspend(accounts.borealis, ZeroHash);

      await registry.registerAnchored(...anchored.proven);

      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    });

    it("takes it for an owner who was suspended since the anchor: no accreditor lets a copy become final", async () => {
      const { parties, registry, accounts, workId, anchored } = await takenWork();
      await parties.suspend(accounts.aurora, ZeroHash);

      await registry.connect(accounts.stranger).registerAnchored(...anchored.proven);

      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    });
  });

  it("reverts when neither the sender nor the account behind the anchor acts for the claim's owner", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const { proven } = await anchorAlone(registry.connect(accounts.borealis), claim);
    await registry.connect(accounts.borealis).register(rival(claim, accounts.borealis));

    await expect(registry.connect(accounts.stranger).registerAnchored(...proven))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
      .withArgs(accounts.aurora, accounts.stranger);
    await registry.registerAnchored(...proven);
    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
  });

  it("ends the open offer and the approval, and what the operator of the one before may do", async () => {
    const { registry, accounts, validUntil, workId, anchored } = await takenWork();
    const byBorealis = registry.connect(accounts.borealis);
    const deed = someHash();
    await byBorealis.offerTitle(workId, accounts.aurora, deed, validUntil);
    await byBorealis.approve(accounts.publisher, workId);
    await byBorealis.setApprovalForAll(accounts.guardian, true);

    await registry.registerAnchored(...anchored.proven);

    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await registry.getApproved(workId)).to.equal(ZeroAddress);
    await time.increaseTo((await titleOf(registry, workId)).finalAt);
    for (const caller of [accounts.borealis, accounts.publisher, accounts.guardian]) {
      await expect(
        registry.connect(caller).transferFrom(accounts.aurora, accounts.borealis, workId),
      ).to.be.revertedWithCustomError(registry, "NotOwnerNorApproved");
    }
  });

  describe("by the same owner", () => {
    /** A title of aurora's, and an earlier anchor of hers that claims other metadata. */
    async function ownTitle(): Promise<Registry & { workId: bigint; anchored: Anchored }> {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const claim = claimOf(accounts.aurora);
      const anchored = await anchorAlone(registry, rival(claim, accounts.aurora));
      await registry.register(claim);
      return { ...deployment, workId: BigInt(claim.contentHash), anchored };
    }

    for (const state of ["provisional", "final", "held"] as const) {
      it(`gives a ${state} title the anchor's time, and changes nothing else`, async () => {
        const { registry, accounts, validUntil, workId, anchored } = await ownTitle();
        await registry.offerTitle(workId, accounts.borealis, someHash(), validUntil);
        await registry.approve(accounts.publisher, workId);
        await registry.amend(workId, someHash());
        if (state !== "provisional") await time.increaseTo((await titleOf(registry, workId)).finalAt);
        if (state === "held") {
          await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, someHash());
        }
        const before = await titleOf(registry, workId);
        const offer = await offerOf(registry, workId);

        const sent = await registry.connect(accounts.stranger).registerAnchored(...anchored.proven);

        const { number } = await blockOf(sent);
        expect(await eventNames(registry, sent)).to.deep.equal(["PriorityProven"]);
        await expect(sent)
          .to.emit(registry, "PriorityProven")
          .withArgs(workId, anchored.root, anchored.time, before.changedAtBlock);
        expect(await titleOf(registry, workId)).to.deep.equal({
          ...before,
          registeredAt: anchored.time,
          finalAt: anchored.time + (await registry.REVEAL_WINDOW()),
          changedAtBlock: number,
          events: before.events + 1n,
        });
        expect(await offerOf(registry, workId)).to.deep.equal(offer);
        expect(await registry.getApproved(workId)).to.equal(accounts.publisher.address);
        expect(namesOf(await workHistory(registry, workId)).at(-1)).to.equal("PriorityProven");
      });
    }

    it("reverts while the title is annulled", async () => {
      const { registry, accounts, workId, anchored } = await ownTitle();
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled, someHash());

      await expect(registry.registerAnchored(...anchored.proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
        .withArgs(workId, TitleStatus.Annulled);
    });

    it("reverts for a time that is no earlier, also once it was proven", async () => {
      const { registry, accounts, workId, anchored } = await ownTitle();
      await registry.registerAnchored(...anchored.proven);
      const later = await anchorAlone(registry, rival(anchored.proven[0], accounts.aurora));

      for (const { proven } of [anchored, later]) {
        await expect(registry.registerAnchored(...proven))
          .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
          .withArgs(workId, accounts.aurora, anchored.time);
      }
    });

    it("gives a rightful owner who got the title by an order its own earlier date", async () => {
      const { registry, accounts, workId, anchored, finalAt } = await takenWork();
      await time.increaseTo(finalAt);
      await registry.connect(accounts.adjudicator).correctTitle(workId, accounts.aurora, someHash());

      await registry.registerAnchored(...anchored.proven);

      expect(await titleOf(registry, workId)).to.include({
        owner: accounts.aurora.address,
        registeredAt: anchored.time,
        hasMoved: true,
      });
      expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
        "WorkRegistered",
        "TitleCorrected",
        "PriorityProven",
      ]);
    });
  });

  it("can be superseded again, by ever earlier anchors, until it is final", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts } = deployment;
    await admit(deployment, accounts.publisher);
    const { aurora, borealis, publisher } = accounts;
    const claim = claimOf(aurora);
    const window = await registry.REVEAL_WINDOW();
    const first = await anchorAlone(registry, claim);
    const second = await anchorAlone(registry.connect(borealis), rival(claim, borealis));
    const third = await anchorAlone(registry.connect(publisher), rival(claim, publisher));
    await registry.connect(borealis).register(rival(claim, borealis));
    const workId = BigInt(claim.contentHash);

    for (const [owner, { proven, time: anchoredAt }] of [
      [publisher, third],
      [borealis, second],
      [aurora, first],
    ] as const) {
      await registry.connect(accounts.stranger).registerAnchored(...proven);
      expect(await titleOf(registry, workId)).to.include({
        owner: owner.address,
        registeredAt: anchoredAt,
        finalAt: anchoredAt + window,
      });
    }
    for (const { proven } of [second, third]) {
      await expect(registry.connect(accounts.stranger).registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(workId, aurora, first.time);
    }
    const superseded = ["WorkSuperseded", "WorkRegistered", "PriorityProven"];
    expect(namesOf(await workHistory(registry, workId))).to.deep.equal([
      "WorkRegistered",
      ...superseded,
      ...superseded,
      ...superseded,
    ]);
    await time.increaseTo(first.time + window);
    await registry.transferFrom(aurora, publisher, workId);
    expect(await registry.ownerOf(workId)).to.equal(publisher.address);
  });
});
