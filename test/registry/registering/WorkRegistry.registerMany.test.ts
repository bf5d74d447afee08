import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { Outcome, TitleStatus } from "../../shared/enums";
import { claimOf, deployRegistry, registerWork, someHash } from "../../shared/fixture";
import { namesOf, workHistory } from "../../shared/history";
import { blockOf, NO_TITLE, titleOf } from "../../shared/records";

interface Work {
  contentHash: string;
  metadataHash: string;
}

function someWork(): Work {
  return { contentHash: someHash(), metadataHash: someHash() };
}

const NO_WORK: Work = { contentHash: ZeroHash, metadataHash: ZeroHash };

/** The longest input that FISCO BCOS takes, in bytes. */
const FISCO_INPUT_LIMIT = 49_152;

describe("WorkRegistry: registerMany", () => {
  describe("who may call", () => {
    it("reverts for a stranger", async () => {
      const { registry, accounts } = await deployRegistry();
      const work = someWork();

      await expect(registry.connect(accounts.stranger).registerMany(accounts.aurora, [work]))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.stranger);
      expect(await titleOf(registry, BigInt(work.contentHash))).to.deep.equal(NO_TITLE);
    });

    it("registers for the owner's operator, in the owner's name", async () => {
      const { registry, accounts } = await deployRegistry();
      const works = [someWork(), someWork()];
      await registry.setApprovalForAll(accounts.stranger, true);

      const transaction = registry.connect(accounts.stranger).registerMany(accounts.aurora, works);

      for (const { contentHash, metadataHash } of works) {
        await expect(transaction)
          .to.emit(registry, "WorkRegistered")
          .withArgs(contentHash, accounts.aurora, metadataHash, 0);
        expect(await registry.ownerOf(contentHash)).to.equal(accounts.aurora.address);
      }
    });
  });

  describe("bad input", () => {
    it("reverts for an empty batch", async () => {
      const { registry, accounts } = await deployRegistry();

      await expect(registry.registerMany(accounts.aurora, []))
        .to.be.revertedWithCustomError(registry, "WorkRegistryBatchSize")
        .withArgs(0, 700);
    });

    it("reverts for one work more than MAX_BATCH", async () => {
      const { registry, accounts } = await deployRegistry();

      await expect(registry.registerMany(accounts.aurora, Array<Work>(701).fill(NO_WORK)))
        .to.be.revertedWithCustomError(registry, "WorkRegistryBatchSize")
        .withArgs(701, 700);
    });

    it("reverts for the zero address as the owner", async () => {
      const { registry, accounts } = await deployRegistry();

      await expect(registry.registerMany(ZeroAddress, [someWork()]))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(ZeroAddress, accounts.aurora);
    });
  });

  describe("when the owner is not accredited", () => {
    it("reverts for an account that was never accredited", async () => {
      const { registry, accounts } = await deployRegistry();

      await expect(registry.connect(accounts.stranger).registerMany(accounts.stranger, [someWork()]))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.stranger);
    });

    it("reverts at the very second at which the term ends", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      await time.setNextBlockTimestamp(validUntil);

      await expect(registry.registerMany(accounts.aurora, [someWork()]))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.aurora);
    });
  });

  it("makes a title of each work, at the time of the block", async () => {
    const { registry, accounts } = await deployRegistry();
    const works = [someWork(), someWork(), someWork()];

    const { number, time: registeredAt } = await blockOf(await registry.registerMany(accounts.aurora, works));

    for (const { contentHash } of works) {
      expect(await titleOf(registry, BigInt(contentHash))).to.deep.equal({
        owner: accounts.aurora.address,
        registeredAt,
        finalAt: registeredAt + (await registry.REVEAL_WINDOW()),
        changedAtBlock: number,
        events: 1n,
        hasMoved: false,
        status: TitleStatus.InForce,
      });
    }
    expect(await registry.balanceOf(accounts.aurora)).to.equal(works.length);
  });

  it("says so in one event for each work", async () => {
    const { registry, accounts } = await deployRegistry();
    const works = [someWork(), someWork()];

    const transaction = registry.registerMany(accounts.aurora, works);

    for (const { contentHash, metadataHash } of works) {
      await expect(transaction)
        .to.emit(registry, "WorkRegistered")
        .withArgs(contentHash, accounts.aurora, metadataHash, 0)
        .and.to.emit(registry, "Transfer")
        .withArgs(ZeroAddress, accounts.aurora, contentHash);
      expect(namesOf(await workHistory(registry, BigInt(contentHash)))).to.deep.equal(["WorkRegistered"]);
    }
  });

  describe("when some works cannot be registered", () => {
    it("registers the rest and gives one outcome for each, in the same order", async () => {
      const { registry, accounts } = await deployRegistry();
      const taken = toWork(await registerWork(registry, accounts.borealis));
      const [first, second] = [someWork(), someWork()];
      const works = [first, NO_WORK, taken, second, first];

      const outcomes = await registry.registerMany.staticCall(accounts.aurora, works);
      await registry.registerMany(accounts.aurora, works);

      expect(Array.from(outcomes)).to.deep.equal([
        Outcome.Registered,
        Outcome.ZeroContentHash,
        Outcome.AlreadyRegistered,
        Outcome.Registered,
        Outcome.AlreadyRegistered,
      ]);
      expect(await registry.ownerOf(first.contentHash)).to.equal(accounts.aurora.address);
      expect(await registry.ownerOf(second.contentHash)).to.equal(accounts.aurora.address);
      expect(await registry.ownerOf(taken.contentHash)).to.equal(accounts.borealis.address);
      expect(await registry.balanceOf(accounts.aurora)).to.equal(2n);
    });

    it("reports each in an event, which is no part of the work's history", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerWork(registry, accounts.borealis);
      const before = await titleOf(registry, workId);

      await expect(registry.registerMany(accounts.aurora, [toWork(workId), NO_WORK]))
        .to.emit(registry, "ClaimRejected")
        .withArgs(workId, accounts.aurora, Outcome.AlreadyRegistered)
        .and.to.emit(registry, "ClaimRejected")
        .withArgs(0, accounts.aurora, Outcome.ZeroContentHash)
        .and.not.to.emit(registry, "WorkRegistered");
      expect(await titleOf(registry, workId)).to.deep.equal(before);
      expect(await titleOf(registry, 0n)).to.deep.equal(NO_TITLE);
      expect(namesOf(await workHistory(registry, workId))).to.deep.equal(["WorkRegistered"]);
    });

    it("keeps the metadata of the first of two claims about one work", async () => {
      const { registry, accounts } = await deployRegistry();
      const work = someWork();

      await registry.registerMany(accounts.aurora, [work, { ...work, metadataHash: someHash() }]);

      const history = await workHistory(registry, BigInt(work.contentHash));
      expect(namesOf(history)).to.deep.equal(["WorkRegistered"]);
      expect(history[0]?.values["metadataHash"]).to.equal(work.metadataHash);
    });
  });

  it("takes MAX_BATCH works, within the input that FISCO BCOS takes", async () => {
    const { registry, accounts } = await deployRegistry();
    const works = Array<Work>(700).fill(NO_WORK);
    const work = someWork();
    works[699] = work;

    const transaction = await registry.registerMany(accounts.aurora, works);

    expect(await registry.MAX_BATCH()).to.equal(700n);
    expect((transaction.data.length - "0x".length) / 2).to.be.at.most(FISCO_INPUT_LIMIT);
    expect(await registry.ownerOf(work.contentHash)).to.equal(accounts.aurora.address);
  });

  it("agrees with register on what a title is", async () => {
    const { registry, accounts } = await deployRegistry();
    const [work, claim] = [someWork(), claimOf(accounts.aurora)];
    await registry.registerMany(accounts.aurora, [work]);
    await registry.register(claim);

    const one = await titleOf(registry, BigInt(work.contentHash));
    const other = await titleOf(registry, BigInt(claim.contentHash));

    expect(other.finalAt - other.registeredAt).to.equal(one.finalAt - one.registeredAt);
    expect({ ...one, registeredAt: 0n, finalAt: 0n, changedAtBlock: 0n }).to.deep.equal({
      ...other,
      registeredAt: 0n,
      finalAt: 0n,
      changedAtBlock: 0n,
    });
  });
});

function toWork(workId: bigint): Work {
  return { contentHash: `0x${workId.toString(16).padStart(64, "0")}`, metadataHash: someHash() };
}
