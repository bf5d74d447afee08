import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { anchorAlone } from "../../shared/anchors";
import { claimOf, deployRegistry, someHash } from "../../shared/fixture";
import { NO_TITLE, titleOf } from "../../shared/records";

describe("attack: an owner that is suspended while its claim waits", () => {
  it("keeps its date: the same claim is good once the owner is reinstated, however late", async () => {
    const { registry, parties, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const { proven, time: anchoredAt } = await anchorAlone(registry, claim);
    await parties.suspend(accounts.aurora, ZeroHash);

    await expect(registry.registerAnchored(...proven))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
      .withArgs(accounts.aurora);
    expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
    expect(await registry.verifyAnchored(...proven)).to.equal(anchoredAt);

    await time.increase(await registry.REVEAL_WINDOW());
    await parties.reinstate(accounts.aurora, ZeroHash);
    await registry.registerAnchored(...proven);
    const { owner, registeredAt } = await titleOf(registry, BigInt(claim.contentHash));
    expect({ owner, registeredAt }).to.deep.equal({ owner: accounts.aurora.address, registeredAt: anchoredAt });
  });

  it("loses the title to a copy that becomes final meanwhile, and keeps the proof for an order", async () => {
    const { registry, parties, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const workId = BigInt(claim.contentHash);
    const { proven, time: anchoredAt } = await anchorAlone(registry, claim);
    await parties.suspend(accounts.aurora, ZeroHash);
    await registry.connect(accounts.borealis).register({ ...claim, owner: accounts.borealis.address });
    const { registeredAt, finalAt } = await titleOf(registry, workId);
    await time.increaseTo(finalAt);
    await parties.reinstate(accounts.aurora, ZeroHash);

    await expect(registry.registerAnchored(...proven))
      .to.be.revertedWithCustomError(registry, "WorkRegistryFinal")
      .withArgs(workId, registeredAt, anchoredAt);

    expect(await registry.verifyAnchored(...proven)).to.equal(anchoredAt);
    await registry.connect(accounts.adjudicator).correctTitle(workId, accounts.aurora, someHash());
    await registry.registerAnchored(...proven);
    expect((await titleOf(registry, workId)).registeredAt).to.equal(anchoredAt);
  });
});

describe("attack: a copy on a registry whose window is too short", () => {
  it("is final before the claim can come: the anchor takes nothing from it", async () => {
    const { manager, parties, accounts } = await deployRegistry();
    const tooShort = (await ethers.deployContract("WorkRegistry", [manager, parties, 1, ""])).connect(accounts.aurora);
    const claim = claimOf(accounts.aurora);
    const workId = BigInt(claim.contentHash);
    const { proven, time: anchoredAt } = await anchorAlone(tooShort, claim);
    await tooShort.connect(accounts.borealis).register({ ...claim, owner: accounts.borealis.address });
    const { registeredAt, finalAt } = await titleOf(tooShort, workId);
    await time.setNextBlockTimestamp(finalAt);

    await expect(tooShort.registerAnchored(...proven))
      .to.be.revertedWithCustomError(tooShort, "WorkRegistryFinal")
      .withArgs(workId, registeredAt, anchoredAt);
    expect(await tooShort.ownerOf(workId)).to.equal(accounts.borealis.address);
  });
});
