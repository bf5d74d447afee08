import { findLeaf, type MerkleTrees, type ReadNode, siblingOf } from "./merkle-tree";

/**
 * A tree from anybody's file, whose nodes count only as far as they lead to its root. Each node is hashed once: the way of
 * a leaf is followed up to a node that another leaf's way has shown to be right.
 */
export class CheckedTree {
  /** The nodes that are known to lead to the root. */
  readonly #checked = new Set<number>();

  /**
   * @param works the number of leaves
   * @param read must give the same bytes each time
   */
  constructor(
    private readonly trees: MerkleTrees,
    private readonly works: number,
    private readonly read: ReadNode,
    root: Uint8Array,
  ) {
    if (Buffer.compare(read(0), root) === 0) this.#checked.add(0);
  }

  /** Whether a leaf leads to the root; undefined where the tree has no such leaf. */
  leadsToRoot(leaf: Uint8Array): boolean | undefined {
    const start = findLeaf(leaf, this.works, this.read);
    if (start === undefined) return undefined;
    const way: number[] = [];
    let [index, node] = [start, leaf];
    while (!this.#checked.has(index)) {
      if (index === 0) return false;
      const sibling = siblingOf(index);
      way.push(index, sibling);
      node = this.trees.parentOf(node, this.read(sibling));
      index = Math.floor((index - 1) / 2);
      if (Buffer.compare(node, this.read(index)) !== 0) return false;
    }
    // Two nodes that hash to a right one are right.
    for (const right of way) this.#checked.add(right);
    return true;
  }
}
