import { type SnapshotRestorer, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";

import type { HarnessChainTime } from "../../typechain-types";
import { accredit } from "../shared/agreement";
import { proveAlone } from "../shared/anchors";
import { claimOf, DAY, deployRegistry, EVERY_KIND, registerWork, type Registry, someHash } from "../shared/fixture";
import { blockOf, partyOf } from "../shared/records";
import { signClaim } from "../shared/signing";

/** The first timestamp that can only mean milliseconds, as ChainTime has it. */
const FIRST_MILLISECONDS = 100_000_000_000;
const MILLISECONDS = 1000;

describe("ChainTime", () => {
  let deployment: Registry;
  let snapshot: SnapshotRestorer;

  // The clock of a chain only goes forward: a test that jumps thousands of years puts the chain back behind it.
  beforeEach(async () => {
    deployment = await deployRegistry();
    snapshot = await takeSnapshot();
  });
  afterEach(async () => {
    await snapshot.restore();
  });

  describe("timestamp", () => {
    async function timeAt(harness: HarnessChainTime, blockTimestamp: number): Promise<bigint> {
      await time.increaseTo(blockTimestamp);
      const read = await harness.read({ blockTag: "latest" });
      expect(read.blockTimestamp, "the test reads in the block that it made").to.equal(blockTimestamp);
      return read.time;
    }

    it("is the block's timestamp on a chain in seconds", async () => {
      const harness = await ethers.deployContract("HarnessChainTime");
      const now = await time.latest();

      expect(await timeAt(harness, now + 5)).to.equal(now + 5);
    });

    it("drops the rest of the second on a chain in milliseconds", async () => {
      const harness = await ethers.deployContract("HarnessChainTime");
      const now = await time.latest();

      expect(await timeAt(harness, now * MILLISECONDS)).to.equal(now);
      expect(await timeAt(harness, now * MILLISECONDS + 999)).to.equal(now);
      expect(await timeAt(harness, now * MILLISECONDS + 1000)).to.equal(now + 1);
    });

    it("takes 99,999,999,999 for seconds and 100,000,000,000 for milliseconds", async () => {
      const harness = await ethers.deployContract("HarnessChainTime");

      expect(await timeAt(harness, FIRST_MILLISECONDS - 1)).to.equal(FIRST_MILLISECONDS - 1);
      expect(await timeAt(harness, FIRST_MILLISECONDS)).to.equal(FIRST_MILLISECONDS / MILLISECONDS);
    });
  });

  describe("on a chain in milliseconds", () => {
    it("keeps no time of an accreditation that would end before it began, where the clock goes back", async () => {
      const { parties, accounts } = deployment;
      const { activeSince } = await partyOf(parties, accounts.aurora);
      // The year 1973, after one of this century.
      await time.setNextBlockTimestamp(FIRST_MILLISECONDS);

      await parties.suspend(accounts.aurora, ZeroHash);

      expect(await parties.isAccredited(accounts.aurora)).to.equal(false);
      expect(await parties.wasAccredited(accounts.aurora, activeSince)).to.equal(false);
    });

    it("accredits until a second, and no millisecond longer", async () => {
      const { parties, accounts } = deployment;
      const validUntil = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp((validUntil - 60) * MILLISECONDS);
      await accredit(parties, accounts.publisher, { validUntil });
      expect((await partyOf(parties, accounts.publisher)).validUntil).to.equal(validUntil);

      await time.increaseTo(validUntil * MILLISECONDS - 1);
      expect(await parties.isAccredited(accounts.publisher, { blockTag: "latest" })).to.equal(true);
      await time.increaseTo(validUntil * MILLISECONDS);
      expect(await parties.isAccredited(accounts.publisher, { blockTag: "latest" })).to.equal(false);
    });

    it("lets an accreditor act until a second, and no millisecond longer", async () => {
      const { parties, accounts } = deployment;
      const end = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp((end - 60) * MILLISECONDS);
      await parties.connect(accounts.deployer).appointAccreditor(accounts.accreditor, end, EVERY_KIND);

      await time.setNextBlockTimestamp(end * MILLISECONDS - 1);
      await parties.suspend(accounts.aurora, ZeroHash);
      await time.setNextBlockTimestamp(end * MILLISECONDS);
      await expect(parties.reinstate(accounts.aurora, ZeroHash))
        .to.be.revertedWithCustomError(parties, "PartyRegistryNotAppointed")
        .withArgs(accounts.accreditor, end);
      expect(await parties.wasAccredited(accounts.aurora, end - 1)).to.equal(true);
      expect(await parties.wasAccredited(accounts.aurora, end)).to.equal(false);
    });

    it("refuses an accreditation that ends in the current second", async () => {
      const { parties, accounts } = deployment;
      const now = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(now * MILLISECONDS + 1);

      await expect(accredit(parties, accounts.publisher, { validUntil: now }))
        .to.be.revertedWithCustomError(parties, "PartyRegistryNotInFuture")
        .withArgs(now, now);
    });

    it("anchors in seconds: a claim needs a later second, not a later block", async () => {
      const { registry, accounts } = deployment;
      const proven = proveAlone(claimOf(accounts.aurora));
      const now = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(now * MILLISECONDS + 1);
      await registry.anchor(proven[2]);

      await time.setNextBlockTimestamp(now * MILLISECONDS + 999);
      await expect(registry.registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAnchorTooNew")
        .withArgs(proven[2], now);
      await time.setNextBlockTimestamp((now + 1) * MILLISECONDS);
      await registry.registerAnchored(...proven);
      expect((await registry.titleOf(proven[0].contentHash)).registeredAt).to.equal(now);
    });

    it("takes no title over by an anchor of the same second in an earlier block", async () => {
      const { registry, accounts } = deployment;
      const claim = claimOf(accounts.aurora);
      const proven = proveAlone(claim);
      const now = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(now * MILLISECONDS + 1);
      await registry.anchor(proven[2]);
      await time.setNextBlockTimestamp(now * MILLISECONDS + 999);
      await registry.connect(accounts.borealis).register({ ...claim, owner: accounts.borealis.address });

      await time.setNextBlockTimestamp((now + 1) * MILLISECONDS);
      await expect(registry.registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(claim.contentHash, accounts.borealis, now);
    });

    it("registers in seconds, one by one and many at once", async () => {
      const { registry, accounts } = deployment;
      const now = (await time.latest()) + DAY;
      const claim = claimOf(accounts.aurora);
      const work = { contentHash: someHash(), metadataHash: ZeroHash };

      await time.setNextBlockTimestamp(now * MILLISECONDS + 1);
      await registry.register(claim);
      await time.setNextBlockTimestamp(now * MILLISECONDS + 999);
      await registry.registerMany(accounts.aurora, [work]);

      expect((await registry.titleOf(claim.contentHash)).registeredAt).to.equal(now);
      expect((await registry.titleOf(work.contentHash)).registeredAt).to.equal(now);
    });

    it("makes a title final REVEAL_WINDOW seconds later, and no millisecond sooner", async () => {
      const { registry, accounts } = deployment;
      await time.setNextBlockTimestamp(((await time.latest()) + DAY) * MILLISECONDS);
      const workId = await registerWork(registry, accounts.aurora);
      const finalAt = Number((await registry.titleOf(workId)).finalAt);

      await time.setNextBlockTimestamp(finalAt * MILLISECONDS - 1);
      await expect(registry.transferFrom(accounts.aurora, accounts.borealis, workId))
        .to.be.revertedWithCustomError(registry, "WorkRegistryProvisional")
        .withArgs(workId, finalAt);

      await time.setNextBlockTimestamp(finalAt * MILLISECONDS);
      await registry.transferFrom(accounts.aurora, accounts.borealis, workId);
      expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);
    });

    it("lets an offer be accepted before its last second begins, and no millisecond later", async () => {
      const { registry, accounts } = deployment;
      const [deed, otherDeed] = [someHash(), someHash()];
      const workId = await registerWork(registry, accounts.aurora);
      const expiresAt = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp((expiresAt - 60) * MILLISECONDS);
      await registry.offerTitle(workId, accounts.borealis, deed, expiresAt);

      await time.setNextBlockTimestamp(expiresAt * MILLISECONDS - 1);
      await registry.connect(accounts.borealis).acceptTitle(workId, deed);
      expect(await registry.ownerOf(workId)).to.equal(accounts.borealis.address);

      const lateEnd = expiresAt + 60;
      await registry.connect(accounts.borealis).offerTitle(workId, accounts.aurora, otherDeed, lateEnd);
      await time.setNextBlockTimestamp(lateEnd * MILLISECONDS);
      await expect(registry.acceptTitle(workId, otherDeed))
        .to.be.revertedWithCustomError(registry, "WorkRegistryOfferExpired")
        .withArgs(workId, lateEnd, lateEnd);
    });

    it("refuses an offer that ends in the current second", async () => {
      const { registry, accounts } = deployment;
      const workId = await registerWork(registry, accounts.aurora);
      const now = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(now * MILLISECONDS + 1);

      await expect(registry.offerTitle(workId, accounts.borealis, someHash(), now))
        .to.be.revertedWithCustomError(registry, "WorkRegistryOfferExpired")
        .withArgs(workId, now, now);
    });

    it("takes a signature up to the end of its deadline's second", async () => {
      const { registry, accounts } = deployment;
      const deadline = (await time.latest()) + DAY;
      const [claim, lateClaim] = [claimOf(accounts.aurora), claimOf(accounts.aurora)];
      const signature = await signClaim(registry, accounts.aurora, claim, deadline);
      const lateSignature = await signClaim(registry, accounts.aurora, lateClaim, deadline);

      await time.setNextBlockTimestamp(deadline * MILLISECONDS + 999);
      const { time: timestamp } = await blockOf(
        await registry.connect(accounts.stranger).registerFor(claim, deadline, signature),
      );
      expect(timestamp).to.equal(deadline * MILLISECONDS + 999);
      expect((await registry.titleOf(claim.contentHash)).registeredAt).to.equal(deadline);

      await time.setNextBlockTimestamp((deadline + 1) * MILLISECONDS);
      await expect(registry.connect(accounts.stranger).registerFor(lateClaim, deadline, lateSignature))
        .to.be.revertedWithCustomError(registry, "WorkRegistrySignatureExpired")
        .withArgs(deadline, deadline + 1);
    });
  });
});
