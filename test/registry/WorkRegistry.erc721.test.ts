import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { behavesAsERC721 } from "../behaviors/erc721";
import { TitleStatus } from "../shared/enums";
import { admit, claimOf, deployRegistry, registerFinalWork, registerWork, someHash } from "../shared/fixture";
import { workHistory } from "../shared/history";
import { blockOf, NO_OFFER, offerOf, titleOf } from "../shared/records";

describe("WorkRegistry as ERC-721", () => {
  behavesAsERC721(async () => {
    const deployment = await deployRegistry();
    const { registry, accounts } = deployment;
    const tokenId = await registerFinalWork(registry, accounts.aurora);
    const otherTokenId = await registerFinalWork(registry, accounts.aurora);
    const unknownTokenId = BigInt(someHash());
    return {
      token: registry,
      owner: accounts.aurora,
      recipient: accounts.borealis,
      agent: accounts.publisher,
      stranger: accounts.stranger,
      tokenId,
      otherTokenId,
      unknownTokenId,
      admit: (account) => admit(deployment, account),
      errors: {
        unknownTokenUri: ["WorkRegistryNotRegistered", unknownTokenId],
        unknownTokenTransfer: ["WorkRegistryNotRegistered", unknownTokenId],
        toZero: ["WorkRegistryNotAccredited", ZeroAddress],
      },
    };
  });

  it("mints with the registration, and never again", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);

    await expect(registry.register(claim))
      .to.emit(registry, "Transfer")
      .withArgs(ZeroAddress, accounts.aurora, claim.contentHash);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(1n);
  });
});

describe("WorkRegistry: a title that moves by ERC-721", () => {
  describe("when one side is not accredited", () => {
    it("reverts when the recipient is nobody", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);

      await expect(registry.transferFrom(accounts.aurora, accounts.stranger, workId))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.stranger);
    });

    it("reverts when the owner's term has ended", async () => {
      const { parties, registry, accounts, validUntil } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await parties.renew(accounts.borealis, validUntil + 10, ZeroHash);
      await time.setNextBlockTimestamp(validUntil);

      await expect(registry.transferFrom(accounts.aurora, accounts.borealis, workId))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.aurora);
    });

    it("reverts when the recipient is suspended", async () => {
      const { parties, registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await parties.suspend(accounts.borealis, someHash());

      await expect(registry.transferFrom(accounts.aurora, accounts.borealis, workId))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.borealis);
    });
  });

  for (const status of ["Held", "Annulled"] as const) {
    it(`reverts while the title is ${status.toLowerCase()}`, async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus[status], someHash());

      await expect(registry.transferFrom(accounts.aurora, accounts.borealis, workId))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
        .withArgs(workId, TitleStatus[status]);
    });
  }

  it("reverts before the title is final", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerWork(registry, accounts.aurora);
    const { finalAt } = await registry.titleOf(workId);

    await expect(registry.transferFrom(accounts.aurora, accounts.borealis, workId))
      .to.be.revertedWithCustomError(registry, "WorkRegistryProvisional")
      .withArgs(workId, finalAt);
  });

  it("keeps the time, the end of the window and the status, and notes the block", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    const before = await titleOf(registry, workId);

    const transaction = await registry.transferFrom(accounts.aurora, accounts.borealis, workId);

    const { number } = await blockOf(transaction);
    expect(await titleOf(registry, workId)).to.deep.equal({
      ...before,
      owner: accounts.borealis.address,
      changedAtBlock: number,
      events: before.events + 1n,
      hasMoved: true,
    });
  });

  it("says so in an event without a deed, beside Transfer", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    const { changedAtBlock } = await registry.titleOf(workId);

    await expect(registry.transferFrom(accounts.aurora, accounts.borealis, workId))
      .to.emit(registry, "TitleTransferred")
      .withArgs(workId, accounts.aurora, accounts.borealis, ZeroHash, changedAtBlock);
    expect((await workHistory(registry, workId)).at(-1)?.name).to.equal("TitleTransferred");
  });

  it("ends an open offer", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    await admit(deployment, accounts.publisher);
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registry.offerTitle(workId, accounts.publisher, someHash(), validUntil);

    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);

    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
  });

  it("lets the new owner send it back", async () => {
    const { registry, accounts } = await deployRegistry();
    const workId = await registerFinalWork(registry, accounts.aurora);
    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);

    await registry.connect(accounts.borealis).transferFrom(accounts.borealis, accounts.aurora, workId);

    expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(1n);
    expect(await registry.balanceOf(accounts.borealis)).to.equal(0n);
  });
});
