import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { TitleStatus } from "../shared/enums";
import { claimOf, deployRegistry, registerFinalWork, registerWork, someHash } from "../shared/fixture";
import { namesOf, workHistory } from "../shared/history";
import { blockOf, titleOf } from "../shared/records";

describe("WorkRegistry: amend", () => {
  describe("who may call", () => {
    it("reverts for a stranger", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerWork(registry, accounts.aurora);

      await expect(registry.connect(accounts.stranger).amend(workId, someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.stranger);
    });

    it("reverts for the account that is approved for the title", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerWork(registry, accounts.aurora);
      await registry.approve(accounts.stranger, workId);

      await expect(registry.connect(accounts.stranger).amend(workId, someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.stranger);
    });

    it("amends for the owner's operator", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerWork(registry, accounts.aurora);
      await registry.setApprovalForAll(accounts.stranger, true);

      await expect(registry.connect(accounts.stranger).amend(workId, ZeroHash))
        .to.emit(registry, "WorkAmended")
        .withArgs(workId, accounts.aurora, ZeroHash, (await titleOf(registry, workId)).changedAtBlock);
    });

    it("reverts for the owner before a transfer", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.transferFrom(accounts.aurora, accounts.borealis, workId);

      await expect(registry.amend(workId, someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.borealis, accounts.aurora);
    });
  });

  it("reverts for a work that is not registered", async () => {
    const { registry } = await deployRegistry();
    const workId = BigInt(someHash());

    await expect(registry.amend(workId, someHash()))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotRegistered")
      .withArgs(workId);
  });

  for (const status of ["Held", "Annulled"] as const) {
    it(`reverts while the title is ${status.toLowerCase()}`, async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerWork(registry, accounts.aurora);
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus[status], someHash());

      await expect(registry.amend(workId, someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
        .withArgs(workId, TitleStatus[status]);
    });
  }

  it("reverts at the very second at which the owner's term ends, for an operator too", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const workId = await registerWork(registry, accounts.aurora);
    await registry.setApprovalForAll(accounts.borealis, true);
    await time.setNextBlockTimestamp(validUntil);

    for (const caller of [accounts.aurora, accounts.borealis]) {
      await expect(registry.connect(caller).amend(workId, someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.aurora);
    }
  });

  it("changes nothing of the title but the block of its newest event", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerWork(registry, accounts.aurora);
    const before = await titleOf(registry, workId);

    const { number } = await blockOf(await registry.amend(workId, someHash()));

    expect(await titleOf(registry, workId)).to.deep.equal({
      ...before,
      changedAtBlock: number,
      events: before.events + 1n,
    });
  });

  it("gives the new metadata in its event; the old ones stay in the history", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const workId = BigInt(claim.contentHash);
    const { number } = await blockOf(await registry.register(claim));
    const amended = someHash();

    await expect(registry.amend(workId, amended))
      .to.emit(registry, "WorkAmended")
      .withArgs(workId, accounts.aurora, amended, number)
      .and.to.emit(registry, "MetadataUpdate")
      .withArgs(workId);
    const history = await workHistory(registry, workId);
    expect(namesOf(history)).to.deep.equal(["WorkRegistered", "WorkAmended"]);
    expect(history.map(({ values }) => values["metadataHash"])).to.deep.equal([claim.metadataHash, amended]);
  });
});
