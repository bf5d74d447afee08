import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { anchorAlone, eventNames, leafOf, proveAll, proveAlone, provenBy, treeOf } from "../../shared/anchors";
import { TitleStatus } from "../../shared/enums";
import { admit, claimOf, deployRegistry } from "../../shared/fixture";
import { namesOf, workHistory } from "../../shared/history";
import { blockOf, NO_TITLE, titleOf } from "../../shared/records";

/** Enough for any one call of these tests where the chain cannot estimate it. */
const GAS = { gasLimit: 200_000n } as const;

describe("WorkRegistry: registerAnchored", () => {
  describe("who may send it", () => {
    it("is anybody where the owner made the anchor", async () => {
      const { registry, accounts } = await deployRegistry();
      const { proven, time: registeredAt } = await anchorAlone(registry, claimOf(accounts.aurora));
      const workId = BigInt(proven[0].contentHash);

      const { number } = await blockOf(await registry.connect(accounts.stranger).registerAnchored(...proven));

      expect(await titleOf(registry, workId)).to.deep.equal({
        owner: accounts.aurora.address,
        registeredAt,
        finalAt: registeredAt + (await registry.REVEAL_WINDOW()),
        changedAtBlock: number,
        events: 2n,
        hasMoved: false,
        status: TitleStatus.InForce,
      });
      expect(await registry.balanceOf(accounts.aurora)).to.equal(1n);
      expect(await registry.balanceOf(accounts.stranger)).to.equal(0n);
    });

    it("is anybody where an operator of the owner made the anchor", async () => {
      const { registry, accounts } = await deployRegistry();
      await registry.setApprovalForAll(accounts.borealis, true);
      const { proven } = await anchorAlone(registry.connect(accounts.borealis), claimOf(accounts.aurora));

      await registry.connect(accounts.stranger).registerAnchored(...proven);

      expect(await registry.ownerOf(proven[0].contentHash)).to.equal(accounts.aurora.address);
    });

    it("is nobody but the owner and its operator where another account made the anchor", async () => {
      const { registry, accounts } = await deployRegistry();
      const byBorealis = registry.connect(accounts.borealis);
      const first = await anchorAlone(byBorealis, claimOf(accounts.aurora));
      const second = await anchorAlone(byBorealis, claimOf(accounts.aurora));
      await registry.setApprovalForAll(accounts.publisher, true);

      for (const caller of [accounts.borealis, accounts.stranger, accounts.deployer]) {
        await expect(registry.connect(caller).registerAnchored(...first.proven))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
          .withArgs(accounts.aurora, caller);
      }
      expect(await titleOf(registry, BigInt(first.proven[0].contentHash))).to.deep.equal(NO_TITLE);
      await registry.registerAnchored(...first.proven);
      await registry.connect(accounts.publisher).registerAnchored(...second.proven);
      expect(await registry.balanceOf(accounts.aurora)).to.equal(2n);
    });

    it("goes by who is operator now: a dismissed one's anchors need the owner", async () => {
      const { registry, accounts } = await deployRegistry();
      await registry.setApprovalForAll(accounts.borealis, true);
      const { proven } = await anchorAlone(registry.connect(accounts.borealis), claimOf(accounts.aurora));
      await registry.setApprovalForAll(accounts.borealis, false);

      for (const caller of [accounts.borealis, accounts.stranger]) {
        await expect(registry.connect(caller).registerAnchored(...proven))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
          .withArgs(accounts.aurora, caller);
      }
      await registry.registerAnchored(...proven);
      expect(await registry.ownerOf(proven[0].contentHash)).to.equal(accounts.aurora.address);
    });

    it("is not an account that made the owner its own operator", async () => {
      const { registry, accounts } = await deployRegistry();
      const byBorealis = registry.connect(accounts.borealis);
      await byBorealis.setApprovalForAll(accounts.aurora, true);
      const { proven } = await anchorAlone(byBorealis, claimOf(accounts.aurora));

      await expect(byBorealis.registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, accounts.borealis);
    });

    it("is nobody for the zero address", async () => {
      const { registry } = await deployRegistry();
      const { proven } = await anchorAlone(registry, claimOf(ZeroAddress));

      await expect(registry.registerAnchored(...proven)).to.be.revertedWithCustomError(
        registry,
        "WorkRegistryNotAuthorized",
      );
    });
  });

  describe("bad input", () => {
    it("reverts for a root that nobody anchored", async () => {
      const { registry, accounts } = await deployRegistry();
      const proven = proveAlone(claimOf(accounts.aurora));

      await expect(registry.registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAnchored")
        .withArgs(proven[2]);
    });

    it("reverts for a content hash of zero", async () => {
      const { registry, accounts } = await deployRegistry();
      const { proven } = await anchorAlone(registry, { ...claimOf(accounts.aurora), contentHash: ZeroHash });

      await expect(registry.registerAnchored(...proven)).to.be.revertedWithCustomError(
        registry,
        "WorkRegistryZeroContentHash",
      );
      expect(await registry.balanceOf(accounts.aurora)).to.equal(0n);
    });
  });

  describe("when the owner is not accredited", () => {
    it("reverts for one who never was", async () => {
      const { registry, accounts } = await deployRegistry();
      const { proven } = await anchorAlone(registry, claimOf(accounts.stranger));

      await expect(registry.connect(accounts.stranger).registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.stranger);
    });

    it("does not ask whether the account that made the anchor still is", async () => {
      const { parties, registry, accounts } = await deployRegistry();
      const { proven, time: anchoredAt } = await anchorAlone(
        registry.connect(accounts.borealis),
        claimOf(accounts.aurora),
      );
      await parties.revoke(accounts.borealis, ZeroHash);

      await registry.registerAnchored(...proven);

      expect((await titleOf(registry, BigInt(proven[0].contentHash))).registeredAt).to.equal(anchoredAt);
    });
  });

  it("makes a title from each claim under a root, all with the same priority", async () => {
    const { registry, accounts } = await deployRegistry();
    const proven = proveAll(Array.from({ length: 7 }, () => claimOf(accounts.aurora)));
    const { time: anchoredAt } = await blockOf(await registry.anchor(proven[0]?.[2] ?? ""));

    for (const one of proven) {
      await registry.registerAnchored(...one);
      expect((await titleOf(registry, BigInt(one[0].contentHash))).registeredAt).to.equal(anchoredAt);
    }
    expect(await registry.balanceOf(accounts.aurora)).to.equal(7n);
  });

  it("gives each claim of a root to its own owner", async () => {
    const { registry, accounts } = await deployRegistry();
    const [ours, theirs] = [claimOf(accounts.aurora), claimOf(accounts.borealis)];
    const [first, second] = proveAll([ours, theirs]);
    if (first === undefined || second === undefined) throw new Error("two claims have two proofs");
    await registry.anchor(first[2]);

    await registry.registerAnchored(...first);
    await registry.connect(accounts.borealis).registerAnchored(...second);

    expect(await registry.ownerOf(ours.contentHash)).to.equal(accounts.aurora.address);
    expect(await registry.ownerOf(theirs.contentHash)).to.equal(accounts.borealis.address);
  });

  it("says so in its events: the registration, and the anchor behind it", async () => {
    const { registry, accounts } = await deployRegistry();
    const { proven, root, time: anchoredAt } = await anchorAlone(registry, claimOf(accounts.aurora));
    const [{ contentHash, metadataHash }] = proven;

    const sent = await registry.connect(accounts.stranger).registerAnchored(...proven);

    const { number } = await blockOf(sent);
    expect(await eventNames(registry, sent)).to.deep.equal(["Transfer", "WorkRegistered", "PriorityProven"]);
    await expect(sent)
      .to.emit(registry, "Transfer")
      .withArgs(ZeroAddress, accounts.aurora, contentHash)
      .and.to.emit(registry, "WorkRegistered")
      .withArgs(contentHash, accounts.aurora, metadataHash, 0)
      .and.to.emit(registry, "PriorityProven")
      .withArgs(contentHash, root, anchoredAt, number);
    expect(namesOf(await workHistory(registry, BigInt(contentHash)))).to.deep.equal([
      "WorkRegistered",
      "PriorityProven",
    ]);
  });

  describe("when the anchor is young", () => {
    it("reverts in the anchor's own block, two transactions after each other", async () => {
      const { registry, accounts } = await deployRegistry();
      const proven = proveAlone(claimOf(accounts.aurora));
      const [{ contentHash }, , root] = proven;
      await ethers.provider.send("evm_setAutomine", [false]);
      try {
        await registry.anchor(root, GAS);
        const { hash } = await registry.registerAnchored(...proven, GAS);
        await ethers.provider.send("evm_mine", []);

        expect((await ethers.provider.getTransactionReceipt(hash))?.status).to.equal(0);
      } finally {
        await ethers.provider.send("evm_setAutomine", [true]);
      }
      // Asked once more in that block, since a receipt names no error.
      await expect(registry.registerAnchored.staticCall(...proven, { blockTag: "latest" }))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAnchorTooNew")
        .withArgs(root, await time.latest());
      expect(await registry.anchoredAt(root)).to.equal(await time.latest());
      expect(await titleOf(registry, BigInt(contentHash))).to.deep.equal(NO_TITLE);
    });

    it("reverts in the anchor's own transaction", async () => {
      const deployment = await deployRegistry();
      const { registry, accounts } = deployment;
      const forwarder = await ethers.deployContract("MockForwarder");
      await admit(deployment, forwarder);
      const proven = proveAlone(claimOf(accounts.aurora));
      await registry.setApprovalForAll(forwarder, true);
      const target = await registry.getAddress();
      const now = (await time.latest()) + 60;
      await time.setNextBlockTimestamp(now);

      await expect(
        forwarder.forwardAll([
          { target, data: registry.interface.encodeFunctionData("anchor", [proven[2]]) },
          { target, data: registry.interface.encodeFunctionData("registerAnchored", proven) },
        ]),
      )
        .to.be.revertedWithCustomError(registry, "WorkRegistryAnchorTooNew")
        .withArgs(proven[2], now);
    });

    it("works in the next second", async () => {
      const { registry, accounts } = await deployRegistry();
      const { proven, time: anchoredAt } = await anchorAlone(registry, claimOf(accounts.aurora));
      await time.setNextBlockTimestamp(anchoredAt + 1n);

      await registry.registerAnchored(...proven);

      expect((await titleOf(registry, BigInt(proven[0].contentHash))).registeredAt).to.equal(anchoredAt);
    });
  });

  describe("the window", () => {
    for (const [when, age, isFinal] of [
      ["the second before the window has passed since the anchor", -1n, false],
      ["the second in which it has passed", 0n, true],
      ["the second after", 1n, true],
    ] as const) {
      it(`is ${isFinal ? "behind" : "ahead of"} a title that is registered in ${when}`, async () => {
        const { registry, accounts } = await deployRegistry();
        const { proven, time: anchoredAt } = await anchorAlone(registry, claimOf(accounts.aurora));
        const [{ contentHash }] = proven;
        const finalAt = anchoredAt + (await registry.REVEAL_WINDOW());
        const transfer = registry.interface.encodeFunctionData("transferFrom", [
          accounts.aurora.address,
          accounts.borealis.address,
          contentHash,
        ]);
        const forwarder = await ethers.deployContract("MockForwarder");
        await registry.setApprovalForAll(forwarder, true);
        const register = registry.interface.encodeFunctionData("registerAnchored", proven);
        const target = await registry.getAddress();

        // Both in one transaction: the move comes in the very second of the registration.
        await time.setNextBlockTimestamp(finalAt + age);
        const both = forwarder.forwardAll([
          { target, data: register },
          { target, data: transfer },
        ]);

        if (isFinal) {
          await both;
          expect(await registry.ownerOf(contentHash)).to.equal(accounts.borealis.address);
        } else {
          await expect(both)
            .to.be.revertedWithCustomError(registry, "WorkRegistryProvisional")
            .withArgs(contentHash, finalAt);
        }
      });
    }
  });

  describe("when the same leaf is twice under the root", () => {
    it("makes a title once", async () => {
      const { registry, accounts } = await deployRegistry();
      const leaf = leafOf(claimOf(accounts.aurora));
      const tree = treeOf([leaf, leafOf(claimOf(accounts.aurora)), leaf]);
      const { time: anchoredAt } = await blockOf(await registry.anchor(tree.root));
      await registry.registerAnchored(...provenBy(tree, 0));
      const before = await titleOf(registry, BigInt(leaf[1]));

      await expect(registry.registerAnchored(...provenBy(tree, 2)))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(leaf[1], accounts.aurora, anchoredAt);
      expect(await titleOf(registry, BigInt(leaf[1]))).to.deep.equal(before);
    });
  });
});
