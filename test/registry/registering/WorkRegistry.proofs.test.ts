import { expect } from "chai";

import { leafOf, provenBy, type ProvenClaim, treeOf } from "../../shared/anchors";
import { claimOf, deployRegistry, someHash } from "../../shared/fixture";
import { Random, testSeed } from "../../shared/random";
import { blockOf, titleOf } from "../../shared/records";

const TREES = 24;
const MOST_LEAVES = 200;
const SAMPLES = 8;
/** Sizes at which a tree gains a level, or is as lopsided as can be. */
const EDGES = [1, 2, 3, 4, 5, 127, 128, 129];

/** Something that is not a claim of the tree, one step away from one that is. */
function falsified([claim, salt, root, proof]: ProvenClaim, random: Random): ProvenClaim {
  const index = random.below(proof.length);
  return random.pick<ProvenClaim>([
    [{ ...claim, contentHash: someHash() }, salt, root, proof],
    [{ ...claim, metadataHash: someHash() }, salt, root, proof],
    [{ ...claim, contentHash: claim.metadataHash, metadataHash: claim.contentHash }, salt, root, proof],
    [claim, someHash(), root, proof],
    [claim, salt, root, [...proof, someHash()]],
    [claim, salt, root, proof.length === 0 ? [someHash()] : proof.with(index, someHash())],
    [claim, salt, root, proof.length === 0 ? [root] : proof.toSpliced(index, 1)],
  ]);
}

describe("WorkRegistry: proofs by @openzeppelin/merkle-tree", () => {
  const seed = testSeed();

  it(`hold for every claim of random trees, and for no other (seed ${seed})`, async () => {
    const { registry, accounts } = await deployRegistry();
    const random = new Random(seed);
    const sizes = [...EDGES, ...Array.from({ length: TREES - EDGES.length }, () => 1 + random.below(MOST_LEAVES))];

    for (const size of sizes) {
      const owners = Array.from({ length: size }, () => random.pick([accounts.aurora, accounts.borealis]));
      const tree = treeOf(owners.map((owner) => leafOf(claimOf(owner))));
      const { time: anchoredAt } = await blockOf(await registry.anchor(tree.root));
      const samples = Array.from({ length: Math.min(size, SAMPLES) }, () => provenBy(tree, random.below(size)));

      for (const sample of [...samples, provenBy(tree, 0), provenBy(tree, size - 1)]) {
        const wrong = falsified(sample, random);
        expect(await registry.verifyAnchored(...sample), `a claim of ${size}`).to.equal(anchoredAt);
        expect(await registry.verifyAnchored(...wrong), `no claim of ${size}: ${JSON.stringify(wrong)}`).to.equal(0n);
      }
    }
  });

  it(`make titles for every claim of a random tree (seed ${seed})`, async () => {
    const { registry, accounts } = await deployRegistry();
    const random = new Random(seed);
    const size = 1 + random.below(MOST_LEAVES / 4);
    const tree = treeOf(Array.from({ length: size }, () => leafOf(claimOf(accounts.aurora))));
    const { time: registeredAt } = await blockOf(await registry.anchor(tree.root));

    for (let index = 0; index < size; index += 1) {
      const proven = provenBy(tree, index);
      await registry.connect(accounts.stranger).registerAnchored(...proven);
      expect(await titleOf(registry, BigInt(proven[0].contentHash))).to.include({
        owner: accounts.aurora.address,
        registeredAt,
      });
    }
    expect(await registry.balanceOf(accounts.aurora)).to.equal(size);
  });
});
