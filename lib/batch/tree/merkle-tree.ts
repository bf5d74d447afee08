import { getBytes, hexlify } from "ethers";
import { createKeccak } from "hash-wasm";

import type { Claim } from "../../chain/contracts/registration";

export const HASH_BYTES = 32;

const KECCAK_BITS = 256;
const LEAF_WORDS = 4;
const ADDRESS_BYTES = 20;

/** A claim as a leaf of a tree has it: nobody can guess the work from the leaf without the salt. */
export interface SaltedClaim {
  readonly claim: Claim;
  /** 32 random bytes, 0x and 64 hex digits. */
  readonly salt: string;
}

/**
 * Makes the trees that `WorkRegistry` anchors: byte for byte those of OpenZeppelin's `StandardMerkleTree` over `(address
 * owner, bytes32 contentHash, bytes32 metadataHash, bytes32 salt)`, in flat buffers, so that a million claims take seconds.
 */
export class MerkleTrees {
  readonly #keccak: (bytes: Uint8Array) => Uint8Array;
  readonly #leaf = Buffer.alloc(LEAF_WORDS * HASH_BYTES);
  readonly #pair = Buffer.alloc(2 * HASH_BYTES);

  private constructor(keccak: (bytes: Uint8Array) => Uint8Array) {
    this.#keccak = keccak;
  }

  /** The hash function is compiled from WebAssembly, which takes a moment. */
  static async load(): Promise<MerkleTrees> {
    const hasher = await createKeccak(KECCAK_BITS);
    return new MerkleTrees((bytes) => hasher.init().update(bytes).digest("binary"));
  }

  /** The leaf of a claim: keccak256(keccak256(abi.encode(owner, contentHash, metadataHash, salt))). */
  leafOf(owner: Uint8Array, contentHash: Uint8Array, metadataHash: Uint8Array, salt: Uint8Array): Uint8Array {
    this.#leaf.set(owner, HASH_BYTES - ADDRESS_BYTES);
    this.#leaf.set(contentHash, HASH_BYTES);
    this.#leaf.set(metadataHash, 2 * HASH_BYTES);
    this.#leaf.set(salt, 3 * HASH_BYTES);
    return this.#keccak(this.#keccak(this.#leaf));
  }

  /** The same, from hex. */
  leafOfClaim({ claim, salt }: SaltedClaim): string {
    const { owner, contentHash, metadataHash } = claim;
    return hexlify(this.leafOf(getBytes(owner), getBytes(contentHash), getBytes(metadataHash), getBytes(salt)));
  }

  /**
   * All nodes of a tree, 32 bytes each: the root first, the children of node i at 2i + 1 and 2i + 2, the leaves last in
   * falling order.
   * @param leaves at least one, 32 bytes each, in any order
   */
  build(leaves: Buffer): Buffer {
    const count = leaves.length / HASH_BYTES;
    const nodes = Buffer.alloc((2 * count - 1) * HASH_BYTES);
    sortedPositions(leaves).forEach((position, rank) => {
      const leaf = leaves.subarray(position * HASH_BYTES, (position + 1) * HASH_BYTES);
      leaf.copy(nodes, nodes.length - (rank + 1) * HASH_BYTES);
    });
    for (let index = count - 2; index >= 0; index--) {
      nodes.set(this.parentOf(nodeAt(nodes, 2 * index + 1), nodeAt(nodes, 2 * index + 2)), index * HASH_BYTES);
    }
    return nodes;
  }

  /** The root that a proof leads to, from a leaf up. */
  rootOf(leaf: Uint8Array, proof: readonly Uint8Array[]): Uint8Array {
    return proof.reduce((node, sibling) => this.parentOf(node, sibling), leaf);
  }

  private parentOf(a: Uint8Array, b: Uint8Array): Uint8Array {
    const [smaller, larger] = Buffer.compare(a, b) <= 0 ? [a, b] : [b, a];
    this.#pair.set(smaller, 0);
    this.#pair.set(larger, HASH_BYTES);
    return this.#keccak(this.#pair);
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
    proof.push(read(index % 2 === 1 ? index + 1 : index - 1));
  }
  return proof;
}

/** Where a leaf is among the nodes; the leaves fall, so half of them can be left out at every look. */
function findLeaf(leaf: Uint8Array, works: number, read: ReadNode): number | undefined {
  let low = works - 1;
  let high = 2 * works - 2;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const order = Buffer.compare(read(middle), leaf);
    if (order === 0) return middle;
    if (order > 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** The positions of the leaves in rising order of the leaves. */
function sortedPositions(leaves: Buffer): Uint32Array {
  const count = leaves.length / HASH_BYTES;
  const heads = Uint32Array.from({ length: count }, (_, position) => leaves.readUInt32BE(position * HASH_BYTES));
  return Uint32Array.from({ length: count }, (_, position) => position).sort((a, b) => {
    // Nearly always the first four bytes decide.
    const order = (heads[a] ?? 0) - (heads[b] ?? 0);
    return order !== 0 ? order : Buffer.compare(nodeAt(leaves, a), nodeAt(leaves, b));
  });
}

function nodeAt(nodes: Buffer, index: number): Buffer {
  return nodes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}
