import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { anchorAlone } from "../../shared/anchors";
import { claimOf, deployRegistry } from "../../shared/fixture";
import { titleOf } from "../../shared/records";

describe("attack: an accreditor suspends an owner while its claim waits, so that a copy becomes final", () => {
  it("fails: the claim takes the copy while it is provisional, whoever sends it", async () => {
    const { registry, parties, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const workId = BigInt(claim.contentHash);
    const { proven, time: anchoredAt } = await anchorAlone(registry, claim);
    await parties.suspend(accounts.aurora, ZeroHash);
    await registry.connect(accounts.borealis).register({ ...claim, owner: accounts.borealis.address });
    const { finalAt } = await titleOf(registry, workId);
    await time.setNextBlockTimestamp(finalAt - 1n);

    await registry.connect(accounts.stranger).registerAnchored(...proven);

    const { owner, registeredAt } = await titleOf(registry, workId);
    expect({ owner, registeredAt }).to.deep.equal({ owner: accounts.aurora.address, registeredAt: anchoredAt });
  });

  it("gains nothing by waiting: the suspended owner's title moves once the owner is reinstated, and not before", async () => {
    const { registry, parties, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const { proven } = await anchorAlone(registry, claim);
    await parties.suspend(accounts.aurora, ZeroHash);
    await registry.registerAnchored(...proven);
    await time.increase(await registry.REVEAL_WINDOW());

    await expect(registry.transferFrom(accounts.aurora, accounts.borealis, claim.contentHash))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
      .withArgs(accounts.aurora);
    await parties.reinstate(accounts.aurora, ZeroHash);
    await registry.transferFrom(accounts.aurora, accounts.borealis, claim.contentHash);
    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.borealis.address);
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
