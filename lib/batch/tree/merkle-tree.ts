import { createKeccak } from "hash-wasm";

import { compareBytes, hexPad } from "../../bytes";
import type { Claim } from "../../chain/contracts/registration";
import { fromHex } from "../../hex";
import { HASH_BYTES, sortLeaves } from "./leaf-order";

export { HASH_BYTES } from "./leaf-order";

const KECCAK_BITS = 256;
const LEAF_WORDS = 4;
const ADDRESS_BYTES = 20;

/** A claim as a leaf of a tree has it: nobody can guess the work from the leaf without the salt. */
export interface SaltedClaim {
  readonly claim: Claim;
  /** 32 random bytes, 0x and 64 hex digits. */
  readonly salt: string;
}

/** So many subtrees are hashed side by side: a power of two, more than there are threads, so that all have work to the end. */
const SUBTREES = 16;
/** A tree with fewer nodes above its leaves is hashed sooner than another thread starts. */
const WORTH_DIVIDING = 2_000;

/** Claims of one owner, without an object for each. */
export interface PackedClaims {
  readonly owner: string;
  /** Of each claim the content hash and the metadata hash, 32 bytes each. */
  readonly hashes: Uint8Array;
  /** Of each claim 32 bytes. */
  readonly salts: Uint8Array;
}

/** All nodes of a tree, 32 bytes each, the root first; in shared memory where several threads hash them. */
export type Nodes = Uint8Array;

/** Memory for the nodes of a tree, which threads can share. @param works at least one */
export function newNodes(works: number): Nodes {
  return new Uint8Array(new SharedArrayBuffer((2 * works - 1) * HASH_BYTES));
}

/** Who hashes a tree: this thread, or others. */
export interface TreeHasher {
  /**
   * Writes the leaves of claims among the nodes.
   * @param claims their memory may be given away: they may be empty afterwards
   * @param first the index of the first one's node
   */
  hashLeaves(claims: PackedClaims, nodes: Nodes, first: number): void | Promise<void>;
  /** Puts the leaves, which are all there, into order. */
  sortLeaves(nodes: Nodes): void | Promise<void>;
  /** Writes a node and all below it but the leaves, which are in order. Does nothing where the node is a leaf. */
  hashSubtree(nodes: Nodes, root: number): void | Promise<void>;
}

/**
 * Makes the trees that `WorkRegistry` anchors: byte for byte those of OpenZeppelin's `StandardMerkleTree` over `(address
 * owner, bytes32 contentHash, bytes32 metadataHash, bytes32 salt)`, in flat buffers, so that a million claims take seconds.
 */
export class MerkleTrees implements TreeHasher {
  static #loaded: Promise<MerkleTrees> | undefined;
  readonly #keccak: (bytes: Uint8Array) => Uint8Array;
  readonly #leaf = hexPad(LEAF_WORDS * HASH_BYTES);
  readonly #pair = new Uint8Array(2 * HASH_BYTES);

  private constructor(keccak: (bytes: Uint8Array) => Uint8Array) {
    this.#keccak = keccak;
  }

  /** The hash function is compiled from WebAssembly, which takes a moment, once. */
  static async load(): Promise<MerkleTrees> {
    MerkleTrees.#loaded ??= createKeccak(KECCAK_BITS).then(
      (hasher) => new MerkleTrees((bytes) => hasher.init().update(bytes).digest("binary")),
    );
    return MerkleTrees.#loaded;
  }

  /** The leaf of a claim: keccak256(keccak256(abi.encode(owner, contentHash, metadataHash, salt))). */
  leafOf(owner: Uint8Array, contentHash: Uint8Array, metadataHash: Uint8Array, salt: Uint8Array): Uint8Array {
    this.#leaf.bytes.set(owner, HASH_BYTES - ADDRESS_BYTES);
    this.#leaf.bytes.set(contentHash, HASH_BYTES);
    this.#leaf.bytes.set(metadataHash, 2 * HASH_BYTES);
    this.#leaf.bytes.set(salt, 3 * HASH_BYTES);
    return this.#keccak(this.#keccak(this.#leaf.bytes));
  }

  /** The same of a claim in hex digits. */
  leafOfClaim({ claim, salt }: SaltedClaim): Uint8Array {
    const { owner, contentHash, metadataHash } = claim;
    this.#leaf.write(owner, HASH_BYTES - ADDRESS_BYTES);
    this.#leaf.write(contentHash, HASH_BYTES);
    this.#leaf.write(metadataHash, 2 * HASH_BYTES);
    this.#leaf.write(salt, 3 * HASH_BYTES);
    return this.#keccak(this.#keccak(this.#leaf.bytes));
  }

  hashLeaves({ owner, hashes, salts }: PackedClaims, nodes: Nodes, first: number): void {
    const ownerBytes = fromHex(owner);
    for (let claim = 0; claim * HASH_BYTES < salts.length; claim++) {
      const [contentHash, metadataHash] = [nodeAt(hashes, 2 * claim), nodeAt(hashes, 2 * claim + 1)];
      const leaf = this.leafOf(ownerBytes, contentHash, metadataHash, nodeAt(salts, claim));
      nodes.set(leaf, (first + claim) * HASH_BYTES);
    }
  }

  sortLeaves(nodes: Nodes): void {
    sortLeaves(nodes.subarray(innerNodesOf(nodes) * HASH_BYTES));
  }

  hashSubtree(nodes: Nodes, root: number): void {
    const inner = innerNodesOf(nodes);
    // The nodes of one level below the root lie together: the lowest level first.
    let first = root;
    let width = 1;
    while (2 * first + 1 < inner) {
      first = 2 * first + 1;
      width *= 2;
    }
    for (; width >= 1; width /= 2) {
      this.hashInner(nodes, first, Math.min(first + width, inner));
      first = (first - 1) / 2;
    }
  }

  /**
   * Makes a tree of the leaves that are among its nodes already, in any order: the last ones.
   * @param hasher who does nearly all of it
   */
  async grow(nodes: Nodes, hasher: TreeHasher): Promise<void> {
    await hasher.sortLeaves(nodes);
    const subtrees = innerNodesOf(nodes) < WORTH_DIVIDING ? 1 : SUBTREES;
    const roots = Array.from({ length: subtrees }, (_, index) => subtrees - 1 + index);
    await Promise.all(roots.map(async (root) => hasher.hashSubtree(nodes, root)));
    this.hashInner(nodes, 0, subtrees - 1);
  }

  /**
   * All nodes of a tree, 32 bytes each: the root first, the children of node i at 2i + 1 and 2i + 2, the leaves last in
   * falling order.
   * @param leaves at least one, 32 bytes each, in any order
   */
  build(leaves: Uint8Array): Uint8Array {
    const nodes = new Uint8Array(2 * leaves.length - HASH_BYTES);
    nodes.set(leaves, nodes.length - leaves.length);
    this.sortLeaves(nodes);
    this.hashInner(nodes, 0, innerNodesOf(nodes));
    return nodes;
  }

  /** The root that a proof leads to, from a leaf up. */
  rootOf(leaf: Uint8Array, proof: readonly Uint8Array[]): Uint8Array {
    return proof.reduce((node, sibling) => this.parentOf(node, sibling), leaf);
  }

  /** The node above two others, in whatever order they stand. */
  parentOf(a: Uint8Array, b: Uint8Array): Uint8Array {
    const [smaller, larger] = compareBytes(a, b) <= 0 ? [a, b] : [b, a];
    this.#pair.set(smaller, 0);
    this.#pair.set(larger, HASH_BYTES);
    return this.#keccak(this.#pair);
  }

  /** The nodes from `first` on and before `end`, whose children are there. */
  private hashInner(nodes: Nodes, first: number, end: number): void {
    for (let index = end - 1; index >= first; index--) {
      nodes.set(this.parentOf(nodeAt(nodes, 2 * index + 1), nodeAt(nodes, 2 * index + 2)), index * HASH_BYTES);
    }
  }
}

/** Reads one node of a tree. */
export type ReadNode = (index: number) => Uint8Array;

/**
 * The siblings from a leaf to the root.
 * @param works the number of leaves
 * @returns undefined where the tree has no such leaf
 */
export function proofOf(leaf: Uint8Array, works: number, read: ReadNode): Uint8Array[] | undefined {
  const start = findLeaf(leaf, works, read);
  if (start === undefined) return undefined;
  const proof: Uint8Array[] = [];
  // A left child has an odd index, its parent is at half of it.
  for (let index = start; index > 0; index = Math.floor((index - 1) / 2)) {
    proof.push(read(siblingOf(index)));
  }
  return proof;
}

/** The other child of a node's parent. */
export function siblingOf(index: number): number {
  return index % 2 === 1 ? index + 1 : index - 1;
}

/** Where a leaf is among the nodes; the leaves fall, so half of them can be left out at every look. */
export function findLeaf(leaf: Uint8Array, works: number, read: ReadNode): number | undefined {
  let low = works - 1;
  let high = 2 * works - 2;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const order = compareBytes(read(middle), leaf);
    if (order === 0) return middle;
    if (order > 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** How many nodes are no leaves. */
function innerNodesOf(nodes: Nodes): number {
  return (nodes.length / HASH_BYTES - 1) / 2;
}

function nodeAt(nodes: Uint8Array, index: number): Uint8Array {
  return nodes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}
