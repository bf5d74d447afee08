import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { anchorAlone, leafOf, proveAll, proveAlone, provenBy, registerAnchored, treeOf } from "../../shared/anchors";
import { TitleStatus } from "../../shared/enums";
import { claimOf, DAY, deployRegistry, someHash } from "../../shared/fixture";
import { blockOf } from "../../shared/records";

describe("WorkRegistry: anchor", () => {
  describe("who may call", () => {
    it("reverts when the caller is not accredited", async () => {
      const { registry, accounts } = await deployRegistry();
      const root = someHash();

      await expect(registry.connect(accounts.stranger).anchor(root))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.stranger);
      expect(await registry.anchoredAt(root)).to.equal(0n);
    });

    it("reverts for an accredited owner's operator that is not accredited itself", async () => {
      const { registry, accounts } = await deployRegistry();
      await registry.setApprovalForAll(accounts.stranger, true);

      await expect(registry.connect(accounts.stranger).anchor(someHash()))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
        .withArgs(accounts.stranger);
    });

    it("reverts while the caller is suspended, and once its term has ended", async () => {
      const { parties, registry, accounts, validUntil } = await deployRegistry();
      const refused = async (): Promise<void> => {
        await expect(registry.anchor(someHash()))
          .to.be.revertedWithCustomError(registry, "WorkRegistryNotAccredited")
          .withArgs(accounts.aurora);
      };
      await parties.suspend(accounts.aurora, ZeroHash);
      await refused();
      await parties.reinstate(accounts.aurora, ZeroHash);
      await time.setNextBlockTimestamp(validUntil - 1);
      await registry.anchor(someHash());

      await refused();
    });
  });

  describe("when the root is anchored already", () => {
    it("reverts for another account, and says who anchored it and when", async () => {
      const { registry, accounts } = await deployRegistry();
      const root = someHash();
      const first = await blockOf(await registry.anchor(root));
      await time.increase(DAY);

      await expect(registry.connect(accounts.borealis).anchor(root))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyAnchored")
        .withArgs(root, accounts.aurora, first.time);
      expect(await registry.anchorOf(root)).to.deep.equal([accounts.aurora.address, first.time, first.number]);
    });

    it("reverts for the same account", async () => {
      const { registry, accounts } = await deployRegistry();
      const root = someHash();
      const first = await blockOf(await registry.anchor(root));

      await expect(registry.anchor(root))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyAnchored")
        .withArgs(root, accounts.aurora, first.time);
    });

    it("reverts so for an account that is not accredited: it learns that nothing is left to do", async () => {
      const { registry, accounts } = await deployRegistry();
      const root = someHash();
      const first = await blockOf(await registry.anchor(root));

      await expect(registry.connect(accounts.stranger).anchor(root))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyAnchored")
        .withArgs(root, accounts.aurora, first.time);
    });

    it("reverts once the account that anchored it has lost its accreditation: the time stands", async () => {
      const { parties, registry, accounts } = await deployRegistry();
      const root = someHash();
      const first = await blockOf(await registry.anchor(root));
      await parties.revoke(accounts.aurora, ZeroHash);

      await expect(registry.connect(accounts.borealis).anchor(root))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyAnchored")
        .withArgs(root, accounts.aurora, first.time);
    });
  });

  it("records the account, the time and the block", async () => {
    const { registry, accounts } = await deployRegistry();
    const root = someHash();

    const { number, time: anchoredAt } = await blockOf(await registry.connect(accounts.borealis).anchor(root));

    expect(await registry.anchorOf(root)).to.deep.equal([accounts.borealis.address, anchoredAt, number]);
    expect(await registry.anchoredAt(root)).to.equal(anchoredAt);
  });

  it("tells anchors of one account apart", async () => {
    const { registry } = await deployRegistry();
    const [one, two] = [someHash(), someHash()];

    const first = await blockOf(await registry.anchor(one));
    const second = await blockOf(await registry.anchor(two));

    expect(await registry.anchoredAt(one)).to.equal(first.time);
    expect(await registry.anchoredAt(two)).to.equal(second.time);
    expect(second.time).to.be.greaterThan(first.time);
  });

  it("takes any 32 bytes, zero included, since no claim is under a root that is no tree's", async () => {
    const { registry, accounts } = await deployRegistry();
    for (const root of [ZeroHash, `0x${"ff".repeat(32)}`]) {
      const { time: anchoredAt } = await blockOf(await registry.anchor(root));

      expect(await registry.anchoredAt(root)).to.equal(anchoredAt);
      expect(await registry.verifyAnchored(claimOf(accounts.aurora), ZeroHash, root, [])).to.equal(0n);
    }
  });

  it("has no event", async () => {
    const { registry } = await deployRegistry();

    const receipt = await (await registry.anchor(someHash())).wait();

    expect(receipt?.logs).to.deep.equal([]);
  });

  it("works while the registry is paused: a pause costs nobody a date", async () => {
    const { registry, accounts } = await deployRegistry();
    const root = someHash();
    await registry.connect(accounts.guardian).pause();

    const { time: anchoredAt } = await blockOf(await registry.anchor(root));

    expect(await registry.anchoredAt(root)).to.equal(anchoredAt);
  });

  it("changes no title", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    await registry.register(claim);
    const before = await registry.titleOf(claim.contentHash);

    await anchorAlone(registry.connect(accounts.borealis), { ...claim, owner: accounts.borealis.address });

    expect(await registry.titleOf(claim.contentHash)).to.deep.equal(before);
  });
});

describe("WorkRegistry: anchorOf and anchoredAt", () => {
  it("are zero for a root that nobody anchored", async () => {
    const { registry } = await deployRegistry();
    const root = someHash();

    expect(await registry.anchorOf(root)).to.deep.equal([ZeroAddress, 0n, 0n]);
    expect(await registry.anchoredAt(root)).to.equal(0n);
  });

  it("do not change when a claim under the root becomes a title", async () => {
    const { registry, accounts } = await deployRegistry();
    const { proven, root } = await anchorAlone(registry, claimOf(accounts.aurora));
    const before = await registry.anchorOf(root);

    await registry.registerAnchored(...proven);

    expect(await registry.anchorOf(root)).to.deep.equal(before);
  });
});

describe("WorkRegistry: verifyAnchored", () => {
  it("gives the anchor's time for every claim under the root, whoever asks", async () => {
    const { registry, accounts } = await deployRegistry();
    const claims = Array.from({ length: 5 }, () => claimOf(accounts.aurora));
    const proven = proveAll(claims);
    const { time: anchoredAt } = await blockOf(await registry.anchor(proven[0]?.[2] ?? ""));

    for (const one of proven) {
      expect(await registry.connect(accounts.stranger).verifyAnchored(...one)).to.equal(anchoredAt);
    }
  });

  it("gives zero before the root is anchored", async () => {
    const { registry, accounts } = await deployRegistry();

    expect(await registry.verifyAnchored(...proveAlone(claimOf(accounts.aurora)))).to.equal(0n);
  });

  it("gives zero for a claim that is not under the root, in any one field, and for another salt", async () => {
    const { registry, accounts } = await deployRegistry();
    const { proven } = await anchorAlone(registry, claimOf(accounts.aurora));
    const [claim, salt, root, proof] = proven;

    for (const change of [
      { owner: accounts.borealis.address },
      { contentHash: someHash() },
      { metadataHash: someHash() },
    ]) {
      expect(await registry.verifyAnchored({ ...claim, ...change }, salt, root, proof)).to.equal(0n);
    }
    expect(await registry.verifyAnchored(claim, someHash(), root, proof)).to.equal(0n);
    expect(await registry.verifyAnchored(claim, salt, root, [someHash()])).to.equal(0n);
    expect(await registry.verifyAnchored(...proven)).to.not.equal(0n);
  });

  it("says nothing of titles: it is the same for an owner that nobody asked and a title that another holds", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.stranger);
    await registry.connect(accounts.borealis).register({ ...claim, owner: accounts.borealis.address });
    const workId = BigInt(claim.contentHash);
    await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Annulled, someHash());

    const { proven, time: anchoredAt } = await anchorAlone(registry, claim);

    expect(await registry.verifyAnchored(...proven)).to.equal(anchoredAt);
  });

  it("goes on while the registry is paused, and after the claim has become a title", async () => {
    const { registry, accounts } = await deployRegistry();
    const { proven, time: anchoredAt } = await registerAnchored(registry, claimOf(accounts.aurora));
    await registry.connect(accounts.guardian).pause();

    expect(await registry.verifyAnchored(...proven)).to.equal(anchoredAt);
  });

  it("proves the zero content hash like any other: only registration refuses it", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = { ...claimOf(accounts.aurora), contentHash: ZeroHash };
    const { proven, time: anchoredAt } = await anchorAlone(registry, claim);

    expect(await registry.verifyAnchored(...proven)).to.equal(anchoredAt);
  });

  it("proves a claim that is under two roots by each, with its own time", async () => {
    const { registry, accounts } = await deployRegistry();
    const leaf = leafOf(claimOf(accounts.aurora));
    const [alone, beside] = [treeOf([leaf]), treeOf([leaf, leafOf(claimOf(accounts.aurora))])];
    const first = await blockOf(await registry.anchor(alone.root));
    const second = await blockOf(await registry.anchor(beside.root));

    expect(await registry.verifyAnchored(...provenBy(alone, 0))).to.equal(first.time);
    expect(await registry.verifyAnchored(...provenBy(beside, 0))).to.equal(second.time);
  });
});
