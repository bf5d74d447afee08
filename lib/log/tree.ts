import { hash } from "node:crypto";

/** SHA-256. */
export const HASH_BYTES = 32;

const NODE_PREFIX = 1;
/** A prefix and two hashes. */
const NODE_BYTES = 1 + 2 * HASH_BYTES;

/**
 * The Merkle tree of RFC 9162, section 2.1, over the hashes of its leaves. Of a tree that has grown it knows all that it was
 * before: its root, and the proofs that belong to it.
 */
export class LogTree {
  /** Of each level the roots of its complete subtrees, one after the other; the leaves are the first level. */
  private readonly levels: Buffer[];

  /** @param leaves the hashes of the leaves, one after the other */
  constructor(readonly leaves: Buffer) {
    if (leaves.length % HASH_BYTES !== 0) throw new Error("the hashes of a tree's leaves have 32 bytes each");
    this.levels = [leaves];
    for (let level = leaves; level.length >= 2 * HASH_BYTES; ) {
      level = above(level);
      this.levels.push(level);
    }
  }

  get size(): number {
    return this.leaves.length / HASH_BYTES;
  }

  /** The root of the first leaves. @param size how many; default: all */
  root(size = this.size): Buffer {
    this.requireSize(size);
    return size === 0 ? hashOf(new Uint8Array(0)) : this.subtree(0, size);
  }

  /** The nodes from a leaf to the root of the first `size` leaves, the leaf's neighbour first (section 2.1.3.1). */
  inclusion(index: number, size = this.size): Buffer[] {
    this.requireSize(size);
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new RangeError(`a tree of ${size} has no leaf ${index}`);
    const path: Buffer[] = [];
    let [start, end] = [0, size];
    while (end - start > 1) {
      const middle = start + split(end - start);
      const isLeft = index < middle;
      path.push(isLeft ? this.subtree(middle, end) : this.subtree(start, middle));
      [start, end] = isLeft ? [start, middle] : [middle, end];
    }
    return path.reverse();
  }

  /** The nodes that show that the first `first` leaves are the beginning of the first `second` (section 2.1.4.1). */
  consistency(first: number, second = this.size): Buffer[] {
    this.requireSize(second);
    if (!Number.isInteger(first) || first < 0 || first > second)
      throw new RangeError(`${first} is no size before ${second}`);
    if (first === 0) return [];
    const path: Buffer[] = [];
    let [start, end] = [0, second];
    while (end > first) {
      const middle = start + split(end - start);
      const isLeft = first <= middle;
      path.push(isLeft ? this.subtree(middle, end) : this.subtree(start, middle));
      [start, end] = isLeft ? [start, middle] : [middle, end];
    }
    // What is left is a subtree of the smaller tree: whoever checks knows it only where it is the whole of it.
    if (start > 0) path.push(this.subtree(start, end));
    return path.reverse();
  }

  /** The root of the leaves from `start` to before `end`, a subtree that the definition divides some tree into. */
  private subtree(start: number, end: number): Buffer {
    const size = end - start;
    const level = Math.log2(size);
    if (!Number.isInteger(level)) {
      const middle = start + split(size);
      return hashNodes(this.subtree(start, middle), this.subtree(middle, end));
    }
    const at = (start / size) * HASH_BYTES;
    const node = this.levels[level]?.subarray(at, at + HASH_BYTES);
    if (node?.length !== HASH_BYTES) throw new RangeError(`the tree has no subtree from ${start} to ${end}`);
    return node;
  }

  private requireSize(size: number): void {
    if (!Number.isInteger(size) || size < 0 || size > this.size) {
      throw new RangeError(`the tree has ${this.size} leaves, not ${size}`);
    }
  }
}

/** The hash of two nodes that stand beside each other. */
export function hashNodes(left: Uint8Array, right: Uint8Array): Buffer {
  return hashOf(Buffer.concat([Uint8Array.of(NODE_PREFIX), left, right]));
}

/** The largest power of two that is smaller than a number of leaves, which is two or more. */
function split(size: number): number {
  return 2 ** Math.ceil(Math.log2(size) - 1);
}

/** The level above: one hash of each two; a last one that is alone is not in it. */
function above(level: Buffer): Buffer {
  const pairs = Math.floor(level.length / (2 * HASH_BYTES));
  const found = Buffer.alloc(pairs * HASH_BYTES);
  const node = Buffer.alloc(NODE_BYTES);
  node[0] = NODE_PREFIX;
  for (let pair = 0; pair < pairs; pair += 1) {
    level.copy(node, 1, pair * 2 * HASH_BYTES, (pair + 1) * 2 * HASH_BYTES);
    hashOf(node).copy(found, pair * HASH_BYTES);
  }
  return found;
}

function hashOf(bytes: Uint8Array): Buffer {
  return hash("sha256", bytes, "buffer");
}
