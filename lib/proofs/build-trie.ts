import { createMerkleProof, createMPT } from "@ethereumjs/mpt";

import { fromHex, toHex } from "../hex";
import type { TrieProof } from "./trie";

const HASH_BYTES = 32;

/** A trie of all receipts of a block, or of one key: it knows its root, and the proof of each value. */
export interface BuiltTrie {
  readonly root: string;
  proofOf(key: string): Promise<TrieProof>;
}

/** Builds a trie of keys and values, all 0x-hex. */
export async function buildTrie(entries: Iterable<readonly [key: string, value: string]>): Promise<BuiltTrie> {
  const trie = await createMPT({});
  for (const [key, value] of entries) await trie.put(fromHex(key), fromHex(value));
  return {
    root: toHex(trie.root()),
    proofOf: async (key) => (await createMerkleProof(trie, fromHex(key))).filter(isApart).map(toHex),
  };
}

/** A node of less than a hash stands in the one above it; the library lists it once more, and nodes of a chain do not. */
function isApart({ length }: Uint8Array, index: number): boolean {
  return index === 0 || length >= HASH_BYTES;
}
