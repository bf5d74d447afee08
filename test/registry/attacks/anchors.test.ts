import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, concat, keccak256, ZeroAddress } from "ethers";

import {
  anchorAlone,
  type Anchored,
  LEAF_ENCODING,
  leafOf,
  proveAll,
  proveAlone,
  provenBy,
  type ProvenClaim,
  treeOf,
} from "../../shared/anchors";
import { TitleStatus } from "../../shared/enums";
import { admit, type Claim, claimOf, DAY, deployRegistry, type Registry, someHash } from "../../shared/fixture";
import { blockOf, NO_OFFER, NO_TITLE, offerOf, titleOf } from "../../shared/records";
import { signClaim } from "../../shared/signing";

/** The same work, claimed by another. */
function copyOf(claim: Claim, thief: { address: string }): Claim {
  return { ...claim, owner: thief.address };
}

describe("attack: a content hash copied out of a pending transaction", () => {
  type Steal = (deployment: Registry, claim: Claim) => Promise<unknown>;

  const STEALS: Readonly<Record<string, Steal>> = {
    register: ({ registry, accounts }, claim) =>
      registry.connect(accounts.borealis).register(copyOf(claim, accounts.borealis)),
    registerMany: ({ registry, accounts }, claim) =>
      registry.connect(accounts.borealis).registerMany(accounts.borealis, [claim]),
    registerFor: async ({ registry, accounts, validUntil }, claim) => {
      const copy = copyOf(claim, accounts.borealis);
      const signature = await signClaim(registry, accounts.borealis, copy, validUntil);
      return registry.registerFor(copy, validUntil, signature);
    },
    "an anchor of its own and registerAnchored": async ({ registry, accounts }, claim) => {
      const byThief = registry.connect(accounts.borealis);
      const { proven } = await anchorAlone(byThief, copyOf(claim, accounts.borealis));
      return byThief.registerAnchored(...proven);
    },
  };

  /** A work that aurora anchored and borealis has stolen with one of these, as if it had seen aurora's claim coming. */
  async function stolenWork(steal: Steal): Promise<Registry & { workId: bigint; anchored: Anchored }> {
    const deployment = await deployRegistry();
    const claim = claimOf(deployment.accounts.aurora);
    const anchored = await anchorAlone(deployment.registry, claim);
    await time.increase(DAY);
    await steal(deployment, claim);
    expect(await deployment.registry.ownerOf(claim.contentHash)).to.equal(deployment.accounts.borealis.address);
    return { ...deployment, workId: BigInt(claim.contentHash), anchored };
  }

  for (const [name, steal] of Object.entries(STEALS)) {
    it(`gains nothing with ${name}: the claim that was pending takes the title`, async () => {
      const { registry, accounts, workId, anchored } = await stolenWork(steal);

      await registry.registerAnchored(...anchored.proven);

      expect(await titleOf(registry, workId)).to.include({
        owner: accounts.aurora.address,
        registeredAt: anchored.time,
      });
      expect(await registry.balanceOf(accounts.borealis)).to.equal(0n);
    });

    it(`cannot be sold on with ${name}, while the claim can still take it`, async () => {
      const { registry, accounts, validUntil, workId, anchored } = await stolenWork(steal);
      const byThief = registry.connect(accounts.borealis);
      const deed = someHash();
      const { finalAt } = await titleOf(registry, workId);
      await byThief.offerTitle(workId, accounts.aurora, deed, validUntil);

      // A refused transaction takes a second too: the claim comes in the last one.
      await time.setNextBlockTimestamp(finalAt - 4n);
      for (const move of [
        () => byThief.transferFrom(accounts.borealis, accounts.aurora, workId),
        () => registry.acceptTitle(workId, deed),
        () => registry.connect(accounts.adjudicator).correctTitle(workId, accounts.aurora, someHash()),
      ]) {
        await expect(move())
          .to.be.revertedWithCustomError(registry, "WorkRegistryProvisional")
          .withArgs(workId, finalAt);
      }
      await time.setNextBlockTimestamp(finalAt - 1n);
      await registry.registerAnchored(...anchored.proven);
      expect(await registry.ownerOf(workId)).to.equal(accounts.aurora.address);
      expect(await offerOf(registry, workId)).to.deep.equal(NO_OFFER);
    });

    it(`cannot be taken back with ${name} once the claim has the title`, async () => {
      const { registry, accounts, workId, anchored, ...deployment } = await stolenWork(steal);
      await registry.registerAnchored(...anchored.proven);
      const before = await titleOf(registry, workId);

      if (name === "registerMany") {
        await steal({ registry, accounts, ...deployment }, anchored.proven[0]);
      } else {
        await expect(steal({ registry, accounts, ...deployment }, anchored.proven[0]))
          .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
          .withArgs(workId, accounts.aurora, anchored.time);
      }
      expect(await titleOf(registry, workId)).to.deep.equal(before);
    });
  }

  it("is not stopped for a plain registration, which proves nothing of earlier", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const { time: registeredAt } = await blockOf(
      await registry.connect(accounts.borealis).register(copyOf(claim, accounts.borealis)),
    );

    await expect(registry.register(claim))
      .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
      .withArgs(claim.contentHash, accounts.borealis, registeredAt);
  });
});

describe("attack: a whole call copied out of a pending transaction", () => {
  it("registers the work for its true owner, with the same priority", async () => {
    const { registry, accounts } = await deployRegistry();
    const { proven, time: anchoredAt } = await anchorAlone(registry, claimOf(accounts.aurora));
    const [{ contentHash }] = proven;

    await registry.connect(accounts.borealis).registerAnchored(...proven);

    expect(await titleOf(registry, BigInt(contentHash))).to.include({
      owner: accounts.aurora.address,
      registeredAt: anchoredAt,
    });
    await expect(registry.registerAnchored(...proven))
      .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
      .withArgs(contentHash, accounts.aurora, anchoredAt);
  });

  for (const [what, change] of [
    ["the thief as the owner", (thief: string) => ({ owner: thief })],
    ["other metadata", () => ({ metadataHash: someHash() })],
    ["another work", () => ({ contentHash: someHash() })],
  ] as const) {
    it(`proves nothing with ${what}`, async () => {
      const { registry, accounts } = await deployRegistry();
      const { proven, root } = await anchorAlone(registry, claimOf(accounts.aurora));
      const [claim, salt, , proof] = proven;
      const changed = { ...claim, ...change(accounts.borealis.address) };

      await expect(registry.connect(accounts.borealis).registerAnchored(changed, salt, root, proof))
        .to.be.revertedWithCustomError(registry, "WorkRegistryInvalidProof")
        .withArgs(root, treeOf([leafOf(changed, salt)]).root);
      expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
    });
  }
});

describe("attack: another's root, anchored first", () => {
  /** Aurora's root, which borealis saw coming and anchored; aurora's own transaction failed. */
  async function stolenRoot(): Promise<Registry & { proven: ProvenClaim; anchoredAt: bigint }> {
    const deployment = await deployRegistry();
    const { registry, accounts } = deployment;
    const proven = proveAlone(claimOf(accounts.aurora));
    const { time: anchoredAt } = await blockOf(await registry.connect(accounts.borealis).anchor(proven[2]));
    await expect(registry.anchor(proven[2]))
      .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyAnchored")
      .withArgs(proven[2], accounts.borealis, anchoredAt);
    return { ...deployment, proven, anchoredAt };
  }

  it("gives the true owner its title with an earlier date", async () => {
    const { registry, accounts, proven, anchoredAt } = await stolenRoot();

    await registry.registerAnchored(...proven);

    expect(await titleOf(registry, BigInt(proven[0].contentHash))).to.include({
      owner: accounts.aurora.address,
      registeredAt: anchoredAt,
    });
  });

  it("gives nobody else a right: the owner has to send the claim itself", async () => {
    const { registry, accounts, proven } = await stolenRoot();

    for (const caller of [accounts.borealis, accounts.stranger]) {
      await expect(registry.connect(caller).registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, caller);
    }
    expect(await titleOf(registry, BigInt(proven[0].contentHash))).to.deep.equal(NO_TITLE);
  });

  it("does not keep the true owner from taking a title over", async () => {
    const { registry, accounts, proven } = await stolenRoot();
    await registry.connect(accounts.borealis).register(copyOf(proven[0], accounts.borealis));

    await registry.registerAnchored(...proven);

    expect(await registry.ownerOf(proven[0].contentHash)).to.equal(accounts.aurora.address);
  });
});

describe("attack: a claim made in somebody's name without asking", () => {
  it("makes nobody the owner of a work that it does not want", async () => {
    const { registry, accounts } = await deployRegistry();
    const byBorealis = registry.connect(accounts.borealis);
    const { proven } = await anchorAlone(byBorealis, claimOf(accounts.aurora));

    for (const caller of [accounts.borealis, accounts.stranger, accounts.adjudicator]) {
      await expect(registry.connect(caller).registerAnchored(...proven))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
        .withArgs(accounts.aurora, caller);
    }
    expect(await registry.balanceOf(accounts.aurora)).to.equal(0n);
  });

  it("moves no title to somebody who did not ask for it", async () => {
    const { registry, accounts } = await deployRegistry();
    const byBorealis = registry.connect(accounts.borealis);
    const claim = claimOf(accounts.aurora);
    const { proven } = await anchorAlone(byBorealis, claim);
    await byBorealis.register(copyOf(claim, accounts.borealis));

    await expect(byBorealis.registerAnchored(...proven))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
      .withArgs(accounts.aurora, accounts.borealis);
    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.borealis.address);
  });
});

describe("attack: a claim that is not under the root", () => {
  /** The bytes of which a leaf's inner hash is made. */
  const encode = (leaf: readonly string[]): string => AbiCoder.defaultAbiCoder().encode(LEAF_ENCODING, leaf);

  async function expectRefused({ registry }: Registry, [claim, salt, root, proof]: ProvenClaim): Promise<void> {
    await expect(registry.registerAnchored(claim, salt, root, proof))
      .to.be.revertedWithCustomError(registry, "WorkRegistryInvalidProof")
      .withArgs(root, keccak256(keccak256(encode(leafOf(claim, salt)))));
    expect(await registry.verifyAnchored(claim, salt, root, proof)).to.equal(0n);
    expect(await titleOf(registry, BigInt(claim.contentHash))).to.deep.equal(NO_TITLE);
  }

  /** Eight claims under an anchored root, and the first of them. */
  async function anchoredTree(): Promise<Registry & { proven: ProvenClaim; others: ProvenClaim[] }> {
    const deployment = await deployRegistry();
    const { registry, accounts } = deployment;
    const [proven, ...others] = proveAll(Array.from({ length: 8 }, () => claimOf(accounts.aurora)));
    if (proven === undefined) throw new Error("eight claims have a first one");
    await registry.anchor(proven[2]);
    return { ...deployment, proven, others };
  }

  it("is refused with a proof that is too short, from either end, or empty", async () => {
    const { proven, ...deployment } = await anchoredTree();
    const [claim, salt, root, proof] = proven;

    for (const short of [proof.slice(0, -1), proof.slice(1), []]) {
      await expectRefused(deployment, [claim, salt, root, short]);
    }
    await deployment.registry.registerAnchored(...proven);
  });

  it("is refused with a proof that is too long, at either end, by the root or by nothing", async () => {
    const { proven, ...deployment } = await anchoredTree();
    const [claim, salt, root, proof] = proven;

    for (const more of [root, `0x${"00".repeat(32)}`, proof[0] ?? "", someHash()]) {
      await expectRefused(deployment, [claim, salt, root, [...proof, more]]);
      await expectRefused(deployment, [claim, salt, root, [more, ...proof]]);
    }
  });

  it("is refused with the proof of another claim, or its own in another order", async () => {
    const { proven, others, ...deployment } = await anchoredTree();
    const [claim, salt, root, proof] = proven;

    for (const [, , , wrong] of others) await expectRefused(deployment, [claim, salt, root, wrong]);
    await expectRefused(deployment, [claim, salt, root, proof.toReversed()]);
  });

  it("is refused with another salt, or with the root that another claim is under", async () => {
    const { proven, others, ...deployment } = await anchoredTree();
    const [claim, salt, root, proof] = proven;
    const elsewhere = await anchorAlone(deployment.registry, claimOf(deployment.accounts.aurora));

    await expectRefused(deployment, [claim, someHash(), root, proof]);
    await expectRefused(deployment, [claim, others[0]?.[1] ?? "", root, proof]);
    await expectRefused(deployment, [claim, salt, elsewhere.root, proof]);
    await expectRefused(deployment, [claim, salt, elsewhere.root, []]);
  });

  it("cannot be an inner node: its two children are 64 bytes, and a claim is 128", async () => {
    const { registry, accounts, ...deployment } = await deployRegistry();
    const tree = treeOf(Array.from({ length: 4 }, () => leafOf(claimOf(accounts.aurora))));
    await registry.anchor(tree.root);
    // OpenZeppelin's tree has the root first, its children after it, and theirs after them.
    const [root, left = "", right = "", a = "", b = ""] = tree.dump().tree;
    expect(keccak256(concat([left, right].toSorted()))).to.equal(root);

    // The children in the place of the claim's words, in every way in which they fit.
    for (const [x, y] of [
      [left, right],
      [a, b],
    ] as const) {
      for (const [contentHash, metadataHash, salt] of [
        [x, y, x],
        [y, x, y],
        [x, x, y],
      ] as const) {
        const claim = { owner: accounts.aurora.address, contentHash, metadataHash };
        for (const proof of [[], [left], [right], [left, right]]) {
          await expectRefused({ registry, accounts, ...deployment }, [claim, salt, tree.root, proof]);
        }
      }
    }
  });

  it("cannot be a leaf that was hashed once only, or that has no salt", async () => {
    const { registry, accounts, ...deployment } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const salt = someHash();
    const once = keccak256(encode(leafOf(claim, salt)));
    const withoutSalt = keccak256(
      keccak256(
        AbiCoder.defaultAbiCoder().encode(
          ["address", "bytes32", "bytes32"],
          [claim.owner, claim.contentHash, claim.metadataHash],
        ),
      ),
    );

    for (const root of [once, withoutSalt]) {
      await registry.anchor(root);
      await expectRefused({ registry, accounts, ...deployment }, [claim, salt, root, []]);
    }
  });

  it("cannot be a leaf whose values are packed, not encoded", async () => {
    const { registry, accounts, ...deployment } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const salt = someHash();
    const root = keccak256(keccak256(concat([claim.owner, claim.contentHash, claim.metadataHash, salt])));
    await registry.anchor(root);

    await expectRefused({ registry, accounts, ...deployment }, [claim, salt, root, []]);
  });

  it("is not under a root that is its own 64-byte pre-image: a root made of two chosen words", async () => {
    const { registry, accounts, ...deployment } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const root = keccak256(concat([claim.contentHash, claim.metadataHash].toSorted()));
    await registry.anchor(root);

    for (const proof of [[], [claim.contentHash], [claim.metadataHash]]) {
      await expectRefused({ registry, accounts, ...deployment }, [claim, someHash(), root, proof]);
    }
  });
});

describe("attack: a tree grown around another's root", () => {
  it("proves the claim to its owner alone, and from its own anchor on", async () => {
    const { registry, accounts } = await deployRegistry();
    const { proven, root, time: anchoredAt } = await anchorAlone(registry, claimOf(accounts.aurora));
    const [claim, salt] = proven;
    const sibling = someHash();
    const grown = keccak256(concat([root, sibling].toSorted()));
    const { time: grownAt } = await blockOf(await registry.connect(accounts.borealis).anchor(grown));

    expect(await registry.verifyAnchored(claim, salt, grown, [sibling])).to.equal(grownAt);
    expect(grownAt).to.be.greaterThan(anchoredAt);
    await expect(registry.connect(accounts.borealis).registerAnchored(claim, salt, grown, [sibling]))
      .to.be.revertedWithCustomError(registry, "WorkRegistryNotAuthorized")
      .withArgs(accounts.aurora, accounts.borealis);
  });
});

describe("attack: a duplicated claim", () => {
  it("does not move its title again once it has been handed on", async () => {
    const { registry, accounts } = await deployRegistry();
    const leaf = leafOf(claimOf(accounts.aurora));
    const tree = treeOf([leaf, leaf]);
    const { time: anchoredAt } = await blockOf(await registry.anchor(tree.root));
    await registry.registerAnchored(...provenBy(tree, 0));
    await time.increase(await registry.REVEAL_WINDOW());
    await registry.transferFrom(accounts.aurora, accounts.borealis, leaf[1]);

    for (const index of [0, 1]) {
      await expect(registry.registerAnchored(...provenBy(tree, index)))
        .to.be.revertedWithCustomError(registry, "WorkRegistryAlreadyRegistered")
        .withArgs(leaf[1], accounts.borealis, anchoredAt);
    }
    expect(await registry.ownerOf(leaf[1])).to.equal(accounts.borealis.address);
  });

  it("does not free an annulled title", async () => {
    const { registry, accounts } = await deployRegistry();
    const claim = claimOf(accounts.aurora);
    const { proven } = await anchorAlone(registry, claim);
    const earlier = await anchorAlone(registry.connect(accounts.borealis), copyOf(claim, accounts.borealis));
    await registry.register(claim);
    await registry.connect(accounts.adjudicator).setStatus(claim.contentHash, TitleStatus.Annulled, someHash());

    for (const one of [proven, earlier.proven]) {
      await expect(registry.connect(accounts.borealis).registerAnchored(...one))
        .to.be.revertedWithCustomError(registry, "WorkRegistryNotInForce")
        .withArgs(claim.contentHash, TitleStatus.Annulled);
    }
    expect(await registry.ownerOf(claim.contentHash)).to.equal(accounts.aurora.address);
    expect(await registry.getApproved(claim.contentHash)).to.equal(ZeroAddress);
  });
});

describe("attack: a buyer who is superseded", () => {
  it("cannot be: nobody holds a title that can be superseded but who registered it", async () => {
    const deployment = await deployRegistry();
    const { registry, accounts, validUntil } = deployment;
    await admit(deployment, accounts.publisher);
    const claim = claimOf(accounts.aurora);
    const { proven, time: anchoredAt } = await anchorAlone(registry, claim);
    const seller = registry.connect(accounts.borealis);
    const { time: registeredAt } = await blockOf(await seller.register(copyOf(claim, accounts.borealis)));
    const deed = someHash();
    await seller.offerTitle(claim.contentHash, accounts.publisher, deed, validUntil);
    await time.setNextBlockTimestamp(registeredAt + (await registry.REVEAL_WINDOW()));

    await registry.connect(accounts.publisher).acceptTitle(claim.contentHash, deed);

    await expect(registry.registerAnchored(...proven))
      .to.be.revertedWithCustomError(registry, "WorkRegistryFinal")
      .withArgs(claim.contentHash, registeredAt, anchoredAt);
  });
});
