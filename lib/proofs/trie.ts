import { createMerkleProof, createMPT, createMPTFromProof } from "@ethereumjs/mpt";
import { keccak256 } from "ethers";

import { fromHex, toHex } from "../hex";
import { ProofError } from "./proof-error";

/** The nodes from the root of a trie down to where a key is, or would be; 0x-hex. */
export type TrieProof = readonly string[];

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
    proofOf: async (key) => (await createMerkleProof(trie, fromHex(key))).map(toHex),
  };
}

/**
 * The value that a proof shows under a key; undefined where it shows that there is none.
 * @param key as it stands in the trie: of a state's trie the Keccak-256 of the account or the slot
 * @param what the trie, for messages
 * @throws ProofError where the nodes do not lead to the root, are no nodes, or are more than the proof needs
 * @see Ethereum Yellow Paper, appendix D
 */
export async function provenValue(
  root: string,
  key: string,
  nodes: TrieProof,
  what: string,
): Promise<string | undefined> {
  const [first] = nodes;
  if (first === undefined || keccak256(first) !== root) {
    throw new ProofError("root", `${what} does not lead to the root that its block has`);
  }
  const bytes = nodes.map(fromHex);
  let value: Uint8Array | null;
  let path: Uint8Array[];
  try {
    const trie = await createMPTFromProof(bytes, { root: fromHex(root) });
    value = await trie.get(fromHex(key), true);
    path = await createMerkleProof(trie, fromHex(key));
  } catch (error) {
    throw new ProofError("malformed", `${what} breaks off, or has a node that is none`, error);
  }
  if (path.length !== nodes.length || path.some((node, index) => toHex(node) !== nodes[index])) {
    throw new ProofError("left-over", `${what} has nodes that do not belong to it`);
  }
  return value === null ? undefined : toHex(value);
}
