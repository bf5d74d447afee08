import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { accredit } from "../../shared/agreement";
import { PartyKind, TitleStatus } from "../../shared/enums";
import { claimOf, DAY, deployRegistry, registerFinalWork, someHash } from "../../shared/fixture";
import { namesOf, workHistory } from "../../shared/history";
import { blockOf, NO_OFFER, NO_TITLE, offerOf, titleOf } from "../../shared/records";

describe("WorkRegistry: register", () => {
  describe("who may call", () => {
    it("reverts for a stranger", async () => {
      const { registry, accounts } = await deployRegistry();
      const claim = claimOf(accounts.aurora);

      await expect(registry.connect(accounts.stranger).register(claim))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.stranger);
      expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
    });

    it("reverts for another publisher", async () => {
      const { registry, accounts } = await deployRegistry();

      await expect(registry.connect(accounts.borealis).register(claimOf(accounts.aurora)))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.borealis);
    });

    it("reverts for the account that is approved for one of the owner's titles", async () => {
      const { registry, accounts } = await deployRegistry();
      const workId = await registerFinalWork(registry, accounts.aurora);
      await registry.approve(accounts.stranger, workId);

      await expect(registry.connect(accounts.stranger).register(claimOf(accounts.aurora)))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.stranger);
    });

    it("registers for the owner's operator, in the owner's name", async () => {
      const { registry, accounts } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      await registry.setApprovalForAll(accounts.stranger, true);

      await expect(registry.connect(accounts.stranger).register(claim))
        .to.emit(registry, "WorkRegistered")
        .withArgs(claim.contentHash, accounts.aurora, claim.metadataHash, 0);
      expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
    });

    it("reverts for an operator whose right was taken back", async () => {
      const { registry, accounts } = await deployRegistry();
      await registry.setApprovalForAll(accounts.stranger, true);
      await registry.setApprovalForAll(accounts.stranger, false);

      await expect(registry.connect(accounts.stranger).register(claimOf(accounts.aurora)))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.stranger);
    });
  });

  describe("bad input", () => {
    it("reverts for a content hash of zero", async () => {
      const { registry, accounts } = await deployRegistry();

      await expect(
        registry.register({ ...claimOf(accounts.aurora), contentHash: ZeroHash }),
      ).to.be.revertedWithCustomError(registry, "WorkRegistryZeroContentHash");
      expect(await registry.balanceOf(accounts.aurora)).to.equal(0n);
    });

    it("reverts for the zero address as the owner", async () => {
      const { registry, accounts } = await deployRegistry();

      await expect(registry.register(claimOf(ZeroAddress)))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(ZeroAddress, accounts.aurora);
    });
  });

  describe("when the owner is not accredited", () => {
    it("reverts for an account that was never accredited", async () => {
      const { registry, accounts } = await deployRegistry();
      const claim = claimOf(accounts.stranger);

      await expect(registry.connect(accounts.stranger).register(claim))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.stranger);
      expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
    });

    it("reverts for a suspended and for a revoked owner", async () => {
      const { parties, registry, accounts } = await deployRegistry();
      await parties.suspend(accounts.aurora, someHash());
      await parties.revoke(accounts.borealis, someHash());

      for (const owner of [accounts.aurora, accounts.borealis]) {
        await expect(registry.connect(owner).register(claimOf(owner)))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
          .withArgs(owner);
      }
    });

    it("registers in the last second of the term and reverts in the next", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      await time.setNextBlockTimestamp(validUntil - 1);
      await registry.register(claim);
      await time.setNextBlockTimestamp(validUntil);

      await expect(registry.register(claimOf(accounts.aurora)))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.aurora);
      expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
    });
  });

  describe("when the work is registered", () => {
    it("reverts for its owner and for others, with the owner and the time", async () => {
      const { registry, accounts } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      const { time: registeredAt } = await blockOf(await registry.register(claim));

      for (const owner of [accounts.aurora, accounts.borealis]) {
        await expect(registry.connect(owner).register({ ...claim, owner: owner.address }))
          .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
          .withArgs(claim.contentHash, accounts.aurora, registeredAt);
      }
      expect(await registry.balanceOf(accounts.borealis)).to.equal(0n);
    });
  });

  it("makes a title that is in force, provisional, and has no offer", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const workId = BigInt(claim.contentHash);

    const { number, time: registeredAt } = await blockOf(await registry.register(claim));

    expect(await titleOf(registry, workId)).to.deep.equal({
      owner: accounts.aurora.address,
      registeredAt,
      finalAt: registeredAt + (await registry.REVEAL_WINDOW()),
      changedAtBlock: number,
      events: 1n,
      hasMoved: false,
      status: TitleStatus.InForce,
    });
    expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    expect(await registry.balanceOf(accounts.aurora)).to.equal(1n);
  });

  it("says so in an event, with which the history begins", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);

    await expect(registry.register(claim))
      .to.emit(registry, "WorkRegistered")
      .withArgs(claim.contentHash, accounts.aurora, claim.metadataHash, 0);
    expect(namesOf(await workHistory(registry, BigInt(claim.contentHash)))).to.deep.equal(["WorkRegistered"]);
  });

  it("takes a metadata hash of zero for a work without metadata", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = { ...claimOf(accounts.aurora), metadataHash: ZeroHash };

    await expect(registry.register(claim))
      .to.emit(registry, "WorkRegistered")
      .withArgs(claim.contentHash, accounts.aurora, ZeroHash, 0);
  });

  it("takes the greatest and the smallest hash", async () => {
    const { registry, accounts } = await deployRegistry();

    for (const contentHash of [`0x${"f".repeat(64)}`, `0x${"1".padStart(64, "0")}`]) {
      await registry.register({ ...claimOf(accounts.aurora), contentHash });
      expect(await registry.ownerOf(contentHash)).to.equal(accounts.aurora.address);
    }
  });

  it("takes parties of every kind", async () => {
    const { parties, registry, accounts, validUntil } = await deployRegistry();
    await accredit(parties, accounts.publisher, { kind: PartyKind.Notary, validUntil });
    const claim = claimOf(accounts.publisher);

    await registry.connect(accounts.publisher).register(claim);

    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.publisher.address);
  });

  it("takes a party again once it is accredited anew", async () => {
    const { parties, registry, accounts, validUntil } = await deployRegistry();
    await parties.revoke(accounts.aurora, someHash());
    await accredit(parties, accounts.aurora, { validUntil: validUntil + DAY });
    const claim = claimOf(accounts.aurora);

    await registry.register(claim);

    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
  });
});

describe("WorkRegistry: titleOf", () => {
  it("is all zero for a work that is not registered", async () => {
    const { registry } = await deployRegistry();

    expect(await titleOf(registry, BigInt(someHash()))).to.deep.equal(NO_TITLE);
    expect(await titleOf(registry, 0n)).to.deep.equal(NO_TITLE);
  });
});
