import type { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { getBytes, hexlify } from "ethers";

import { HASH_BYTES, MerkleTrees, proofOf, type SaltedClaim } from "../../../../lib/batch/tree/merkle-tree";
import { type Leaf, leafOf, treeOf } from "../../../shared/anchors";
import { claimOf, deployRegistry, someHash } from "../../../shared/fixture";
import { Random, testSeed } from "../../../shared/random";
import { blockOf } from "../../../shared/records";

/** About every power of two up to 256, and both ends. */
const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 257];
const RANDOM_SIZES = 5;
const LARGEST = 300;

const LOWEST = `0x${"00".repeat(HASH_BYTES)}`;
const HIGHEST = `0x${"ff".repeat(HASH_BYTES)}`;

describe("MerkleTrees", () => {
  let trees: MerkleTrees;
  before(async () => {
    trees = await MerkleTrees.load();
  });

  interface Tree {
    /** All nodes, as OpenZeppelin's library has them. */
    readonly nodes: string[];
    readonly proof: (leaf: string) => string[] | undefined;
  }

  function build(claims: readonly SaltedClaim[]): Tree {
    const leaves = Buffer.concat(claims.map((claim) => trees.leafOfClaim(claim)));
    const nodes = trees.build(leaves);
    const read = (index: number): Uint8Array => nodes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    return {
      nodes: Array.from({ length: nodes.length / HASH_BYTES }, (_, index) => hexlify(read(index))),
      proof: (leaf) => proofOf(getBytes(leaf), claims.length, read)?.map((node) => hexlify(node)),
    };
  }

  const hexLeafOf = (claim: SaltedClaim): string => hexlify(trees.leafOfClaim(claim));

  function someClaims(random: Random, count: number): SaltedClaim[] {
    const bytes = (length: number): string => hexlify(Uint8Array.from({ length }, () => random.below(256)));
    return Array.from({ length: count }, () => ({
      claim: { owner: bytes(20), contentHash: bytes(HASH_BYTES), metadataHash: bytes(HASH_BYTES) },
      salt: bytes(HASH_BYTES),
    }));
  }

  const openZeppelin = (claims: readonly SaltedClaim[]): StandardMerkleTree<Leaf> =>
    treeOf(claims.map(({ claim, salt }) => leafOf(claim, salt)));

  const seed = testSeed();

  it(`makes the nodes and the proofs of OpenZeppelin's library from any set of claims (seed ${seed})`, () => {
    const random = new Random(seed);
    const sizes = [...SIZES, ...Array.from({ length: RANDOM_SIZES }, () => 1 + random.below(LARGEST))];
    for (const size of sizes) {
      const claims = someClaims(random, size);
      const expected = openZeppelin(claims);

      const tree = build(claims);

      expect(tree.nodes.join("\n"), `${size} claims`).to.equal(expected.dump().tree.join("\n"));
      const proofs = claims.map((claim) => tree.proof(hexLeafOf(claim))?.join());
      const others = claims.map((_, index) => expected.getProof(index).join());
      expect(proofs.join("\n"), `${size} claims`).to.equal(others.join("\n"));
    }
  });

  it(`makes the same tree whatever the order of the claims (seed ${seed})`, () => {
    const random = new Random(seed);
    const claims = someClaims(random, 20);

    expect(build(claims.toReversed()).nodes).to.deep.equal(build(claims).nodes);
  });

  it(`takes the same claim with the same salt twice, and proves it (seed ${seed})`, () => {
    const random = new Random(seed);
    const claims = someClaims(random, 6);
    const [first] = claims;
    if (first === undefined) throw new Error("there is no claim");
    const twice = [...claims, first, first];
    const expected = openZeppelin(twice);

    const tree = build(twice);

    expect(tree.nodes).to.deep.equal(expected.dump().tree);
    const leaf = hexLeafOf(first);
    const proof = tree.proof(leaf) ?? [];
    expect([0, 6, 7].map((index) => expected.getProof(index))).to.deep.include(proof);
    expect(
      hexlify(
        trees.rootOf(
          getBytes(leaf),
          proof.map((node) => getBytes(node)),
        ),
      ),
    ).to.equal(expected.root);
    for (const [index, claim] of claims.entries()) {
      if (index > 0) expect(tree.proof(hexLeafOf(claim))).to.deep.equal(expected.getProof(index));
    }
  });

  it(`proves no leaf that the tree does not have (seed ${seed})`, () => {
    const random = new Random(seed);
    for (const size of [1, 2, 5, 64]) {
      const claims = someClaims(random, size);
      const { nodes, proof } = build(claims);

      for (const leaf of [LOWEST, HIGHEST, ...someClaims(random, 5).map((claim) => hexLeafOf(claim))]) {
        expect(proof(leaf), `${size} claims`).to.equal(undefined);
      }
      // An inner node is a node, but no leaf.
      if (size > 1) expect(proof(nodes[0] ?? ""), `the root of ${size} claims`).to.equal(undefined);
    }
  });

  it("has the leaf of the contracts for another salt, owner or hash: none is left out", () => {
    const [{ claim, salt }] = someClaims(new Random(1), 1) as [SaltedClaim];
    const leaves = [
      { claim, salt },
      { claim, salt: someHash() },
      { claim: { ...claim, owner: "0x1111111111111111111111111111111111111111" }, salt },
      { claim: { ...claim, contentHash: someHash() }, salt },
      { claim: { ...claim, metadataHash: someHash() }, salt },
    ].map((each) => hexLeafOf(each));

    expect(new Set(leaves).size).to.equal(leaves.length);
  });

  it("makes proofs that the registry takes", async () => {
    const { registry, accounts } = await deployRegistry();
    const claims = Array.from({ length: 11 }, () => ({ claim: claimOf(accounts.aurora), salt: someHash() }));
    const { nodes, proof } = build(claims);
    const [root = ""] = nodes;

    const { time } = await blockOf(await registry.anchor(root));

    for (const each of claims) {
      const siblings = proof(hexLeafOf(each)) ?? [];
      expect(await registry.verifyAnchored(each.claim, each.salt, root, siblings)).to.equal(time);
      expect(await registry.verifyAnchored(each.claim, someHash(), root, siblings)).to.equal(0n);
    }
  });
});
