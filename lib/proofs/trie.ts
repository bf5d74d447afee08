import type { RlpStructuredData } from "ethers";

import { keccak256 } from "../hashing/keccak";
import { ProofError } from "./proof-error";
import { readBytes, readList } from "./rlp";

/** The nodes from the root of a trie down to where a key is, or would be; 0x-hex. */
export type TrieProof = readonly string[];

/** A branch has a place for each digit, and one for a value that ends there; any other node has a path and what is behind it. */
const BRANCH = 17;
const PATH_AND_REST = 2;
/** The first digit of a path tells whether a leaf ends it, and whether its number of digits is odd. */
const [LEAF, ODD] = [2, 1];

/** What was proven by lists that nobody can change, each by its root and key. */
const proven = new WeakMap<TrieProof, Map<string, string | undefined>>();

/**
 * The value that a proof shows under a key; undefined where it shows that there is none.
 * @param key as it stands in the trie: of a state's trie the Keccak-256 of the account or the slot
 * @param what the trie, for messages
 * @throws ProofError where the nodes do not lead to the root, are no nodes, or are more than the proof needs
 * @see Ethereum Yellow Paper, appendix D
 */
export function provenValue(root: string, key: string, nodes: TrieProof, what: string): string | undefined {
  if (!Object.isFrozen(nodes)) return prove(root, key, nodes, what);

  const known = proven.get(nodes) ?? new Map<string, string | undefined>();
  const id = root + key;
  if (!known.has(id)) known.set(id, prove(root, key, nodes, what));
  proven.set(nodes, known);
  return known.get(id);
}

function prove(root: string, key: string, nodes: TrieProof, what: string): string | undefined {
  const [first, ...others] = nodes;
  if (first === undefined || keccak256(first) !== root) {
    throw new ProofError("root", `${what} does not lead to the root that its block has`);
  }
  let used = 0;
  let at = stepFrom(readList(first, what), key.slice(2), what);
  while (at.next !== undefined) {
    // A node of less than 32 bytes stands in the one above it, in the place of its hash.
    const node = typeof at.next === "string" ? nodeOf(at.next, others[used++], what) : at.next;
    at = stepFrom(node, at.digits, what);
  }
  if (used !== others.length) throw new ProofError("left-over", `${what} has nodes that do not belong to it`);
  return at.value;
}

/** Where a walk down the trie has come to: a node, by its hash or itself, with digits of the key left; or its end, with what is there. */
type Step =
  | { readonly next: RlpStructuredData; readonly digits: string }
  | { readonly next: undefined; readonly value: string | undefined };

const NOTHING: Step = { next: undefined, value: undefined };

function nodeOf(hash: string, node: string | undefined, what: string): RlpStructuredData[] {
  if (node === undefined || keccak256(node) !== hash) throw malformed(what);
  return readList(node, what);
}

function stepFrom(node: RlpStructuredData, digits: string, what: string): Step {
  if (node.length === BRANCH) {
    if (digits === "") return ended(node[BRANCH - 1], what);
    return goOn(node[parseInt(digits.charAt(0), 16)], digits.slice(1), what);
  }
  if (node.length !== PATH_AND_REST) throw malformed(what);
  const { path, isLeaf } = pathOf(readBytes(node[0], what), what);
  if (!digits.startsWith(path) || (isLeaf && digits !== path)) return NOTHING;
  return isLeaf ? ended(node[1], what) : goOn(node[1], digits.slice(path.length), what);
}

function goOn(next: RlpStructuredData | undefined, digits: string, what: string): Step {
  if (next === undefined) throw malformed(what);
  return next === "0x" ? NOTHING : { next, digits };
}

function ended(value: RlpStructuredData | undefined, what: string): Step {
  const bytes = readBytes(value, what);
  return bytes === "0x" ? NOTHING : { next: undefined, value: bytes };
}

/** A path of digits out of its bytes (hex prefix). */
function pathOf(bytes: string, what: string): { readonly path: string; readonly isLeaf: boolean } {
  const flags = parseInt(bytes.charAt(2), 16);
  const isOdd = (flags & ODD) === ODD;
  if (!(flags < 2 * LEAF) || (!isOdd && bytes.charAt(3) !== "0")) throw malformed(what);
  return { path: bytes.slice(isOdd ? 3 : 4), isLeaf: flags >= LEAF };
}

function malformed(what: string): ProofError {
  return new ProofError("malformed", `${what} breaks off, or has a node that is none`);
}
