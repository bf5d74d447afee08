import { createMerkleProof, createMPT, createMPTFromProof } from "@ethereumjs/mpt";
import { keccak256 } from "ethers";

import { fromHex, toHex } from "../hex";
import { ProofError } from "./proof-error";
import { requireFewParts } from "./rlp";

/** A path has a digit for each half of a byte of its key, and an end; keys have 32 bytes at most. */
const MOST_NODES = 65;

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

/** What was proven by lists that nobody can change, each by its root and key. */
const proven = new WeakMap<TrieProof, Map<string, Promise<string | undefined>>>();

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
  if (!Object.isFrozen(nodes)) return prove(root, key, nodes, what);

  const known = proven.get(nodes) ?? new Map<string, Promise<string | undefined>>();
  const value = known.get(root + key) ?? prove(root, key, nodes, what);
  proven.set(nodes, known.set(root + key, value));
  return value;
}

async function prove(root: string, key: string, nodes: TrieProof, what: string): Promise<string | undefined> {
  const [first] = nodes;
  if (first === undefined || keccak256(first) !== root) {
    throw new ProofError("root", `${what} does not lead to the root that its block has`);
  }
  if (nodes.length > MOST_NODES) throw new ProofError("left-over", `${what} has nodes that do not belong to it`);
  const bytes = nodes.map(fromHex);
  for (const node of bytes) requireFewParts(node, what);
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
