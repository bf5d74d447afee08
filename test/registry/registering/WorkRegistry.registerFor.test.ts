import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { TitleStatus } from "../../shared/enums";
import { admit, claimOf, DAY, deployRegistry, someHash } from "../../shared/fixture";
import { blockOf, NO_TITLE, titleOf } from "../../shared/records";
import { signClaim } from "../../shared/signing";

describe("WorkRegistry: registerFor", () => {
  describe("who may call", () => {
    it("registers for anybody who holds the owner's signature, in the owner's name", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      const signature = await signClaim(registry, accounts.aurora, claim, validUntil);

      const transaction = await registry.connect(accounts.stranger).registerFor(claim, validUntil, signature);

      const { number, time: registeredAt } = await blockOf(transaction);
      expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal({
        owner: accounts.aurora.address,
        registeredAt,
        finalAt: registeredAt + (await registry.REVEAL_WINDOW()),
        changedAtBlock: number,
        events: 1n,
        hasMoved: false,
        status: TitleStatus.InForce,
      });
      expect(await registry.balanceOf(accounts.aurora)).to.equal(1n);
      expect(await registry.balanceOf(accounts.stranger)).to.equal(0n);
    });

    it("does not take the owner's own call for a signature", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const claim = claimOf(accounts.aurora);

      await expect(registry.registerFor(claim, validUntil, "0x"))
        .to.be.revertedWithCustomError(registry, "WorkRegistryInvalidSignature")
        .withArgs(accounts.aurora);
    });

    it("does not take the signature of the owner's operator for the owner's", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      await registry.setApprovalForAll(accounts.stranger, true);
      const signature = await signClaim(registry, accounts.stranger, claim, validUntil);

      await expect(registry.connect(accounts.stranger).registerFor(claim, validUntil, signature))
        .to.be.revertedWithCustomError(registry, "WorkRegistryInvalidSignature")
        .withArgs(accounts.aurora);
    });
  });

  it("says so in an event", async () => {
    const { registry, accounts, validUntil } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const signature = await signClaim(registry, accounts.aurora, claim, validUntil);

    await expect(registry.connect(accounts.stranger).registerFor(claim, validUntil, signature))
      .to.emit(registry, "WorkRegistered")
      .withArgs(claim.contentHash, accounts.aurora, claim.metadataHash, 0)
      .and.to.emit(registry, "Transfer")
      .withArgs(ethers.ZeroAddress, accounts.aurora, claim.contentHash);
  });

  describe("deadline", () => {
    it("registers in the second of the deadline", async () => {
      const { registry, accounts } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      const deadline = (await time.latest()) + DAY;
      const signature = await signClaim(registry, accounts.aurora, claim, deadline);
      await time.setNextBlockTimestamp(deadline);

      await registry.connect(accounts.stranger).registerFor(claim, deadline, signature);

      expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
    });

    it("reverts one second after the deadline", async () => {
      const { registry, accounts } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      const deadline = (await time.latest()) + DAY;
      const signature = await signClaim(registry, accounts.aurora, claim, deadline);
      await time.setNextBlockTimestamp(deadline + 1);

      await expect(registry.connect(accounts.stranger).registerFor(claim, deadline, signature))
        .to.be.revertedWithCustomError(registry, "WorkRegistrySignatureExpired")
        .withArgs(deadline, deadline + 1);
      expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
    });
  });

  describe("when the claim itself is bad", () => {
    it("reverts for a content hash of zero", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const claim = { ...claimOf(accounts.aurora), contentHash: ZeroHash };
      const signature = await signClaim(registry, accounts.aurora, claim, validUntil);

      await expect(
        registry.connect(accounts.stranger).registerFor(claim, validUntil, signature),
      ).to.be.revertedWithCustomError(registry, "WorkRegistryZeroContentHash");
    });

    it("reverts when the signer is not accredited", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const claim = claimOf(accounts.stranger);
      const signature = await signClaim(registry, accounts.stranger, claim, validUntil);

      await expect(registry.registerFor(claim, validUntil, signature))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.stranger);
    });

    it("reverts when the signer was suspended after signing", async () => {
      const { parties, registry, accounts, validUntil } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      const signature = await signClaim(registry, accounts.aurora, claim, validUntil);
      await parties.suspend(accounts.aurora, someHash());

      await expect(registry.connect(accounts.stranger).registerFor(claim, validUntil, signature))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.aurora);
    });

    it("reverts when the work is registered", async () => {
      const { registry, accounts, validUntil } = await deployRegistry();
      const claim = claimOf(accounts.aurora);
      const { time: registeredAt } = await blockOf(
        await registry.connect(accounts.borealis).register({ ...claim, owner: accounts.borealis.address }),
      );
      const signature = await signClaim(registry, accounts.aurora, claim, validUntil);

      await expect(registry.connect(accounts.stranger).registerFor(claim, validUntil, signature))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(claim.contentHash, accounts.borealis, registeredAt);
    });
  });

  describe("when the owner is a contract", () => {
    it("registers with the signature that its ERC-1271 wallet accepts", async () => {
      const deployment = await deployRegistry();
      const { registry, accounts, validUntil } = deployment;
      const wallet = await ethers.deployContract("MockWallet", [accounts.stranger]);
      await admit(deployment, wallet);
      const claim = claimOf(await wallet.getAddress());
      const signature = await signClaim(registry, accounts.stranger, claim, validUntil);

      await expect(registry.registerFor(claim, validUntil, signature))
        .to.emit(registry, "WorkRegistered")
        .withArgs(claim.contentHash, wallet, claim.metadataHash, 0);
      expect(await registry.ownerOf(claim.contentHash)).to.equal(await wallet.getAddress());
    });
  });
});
