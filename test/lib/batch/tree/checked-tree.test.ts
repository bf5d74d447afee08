import { expect } from "chai";

import { CheckedTree } from "../../../../lib/batch/tree/checked-tree";
import { HASH_BYTES, MerkleTrees } from "../../../../lib/batch/tree/merkle-tree";
import { fromHex } from "../../../../lib/hex";
import { someHash } from "../../../shared/fixture";

/** A power of two, one less and one more, and trees of one node and of two leaves. */
const SIZES = [1, 2, 7, 8, 9, 100];

describe("CheckedTree", () => {
  let trees: MerkleTrees;
  before(async () => {
    trees = await MerkleTrees.load();
  });

  interface Grown {
    readonly nodes: Uint8Array;
    readonly tree: CheckedTree;
  }

  /** A tree of leaves, of which nodes may be changed before it is asked. */
  function grow(size: number, root?: Uint8Array): Grown {
    const nodes = trees.build(Buffer.concat(Array.from({ length: size }, () => fromHex(someHash()))));
    const read = (index: number): Uint8Array => at(nodes, index);
    return { nodes, tree: new CheckedTree(trees, size, read, root ?? Buffer.from(at(nodes, 0))) };
  }

  function at(nodes: Uint8Array, index: number): Uint8Array {
    return nodes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  function answers({ nodes, tree }: Grown, size: number): (boolean | undefined)[] {
    return Array.from({ length: size }, (_, leaf) => tree.leadsToRoot(at(nodes, size - 1 + leaf)));
  }

  it("follows every leaf to the root, in any size of tree, and hashes each node once", () => {
    for (const size of SIZES) {
      const grown = grow(size);
      let hashed = 0;
      const parentOf = trees.parentOf.bind(trees);
      trees.parentOf = (a, b) => {
        hashed += 1;
        return parentOf(a, b);
      };

      expect(new Set(answers(grown, size))).to.deep.equal(new Set([true]));

      expect(hashed).to.equal(size - 1);
      trees.parentOf = parentOf;
    }
  });

  it("does not know a leaf that the tree has not", () => {
    expect(grow(9).tree.leadsToRoot(fromHex(someHash()))).to.equal(undefined);
  });

  it("follows none where the root is another", () => {
    for (const size of SIZES)
      expect(new Set(answers(grow(size, fromHex(someHash())), size))).to.deep.equal(new Set([false]));
  });

  it("does not follow a leaf below a forged node, also after others were followed, and follows the others", () => {
    const size = 8;
    const [forged, below] = [4, [2, 3]];
    const grown = grow(size);
    expect(grown.tree.leadsToRoot(at(grown.nodes, 2 * size - 2))).to.equal(true);
    at(grown.nodes, forged).set(fromHex(someHash()));

    // Of its sibling's leaves the way leads over it as well.
    const wrong = [0, 1, ...below];
    expect(answers(grown, size)).to.deep.equal(Array.from({ length: size }, (_, leaf) => !wrong.includes(leaf)));
  });

  it("takes no leaf that was put beside others", () => {
    const size = 8;
    const grown = grow(size);
    const last = 2 * size - 2;
    expect(grown.tree.leadsToRoot(at(grown.nodes, size - 1))).to.equal(true);
    // The last leaf is the least: one still less keeps the order.
    const forged = Buffer.alloc(HASH_BYTES);
    at(grown.nodes, last).set(forged);

    expect(grown.tree.leadsToRoot(forged)).to.equal(false);
  });
});
