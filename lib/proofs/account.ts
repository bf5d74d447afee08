import { keccak256 } from "../hashing/keccak";
import type { HeaderKind } from "./header";
import { ProofError } from "./proof-error";
import { readBytes, readItem, readList } from "./rlp";
import { provenValue, type TrieProof } from "./trie";

/** Kaia writes before an account what kind it is: 2 is a contract. */
const KAIA_CONTRACT = "0x02";
const STORAGE_ROOT: Readonly<Record<HeaderKind, number>> = { ethereum: 2, qbft: 2, kaia: 1 };

/** The proof of a contract's account, as `eth_getProof` gives it (EIP-1186). */
export interface AccountProof {
  readonly contract: string;
  readonly proof: TrieProof;
  /** The proof, for messages. */
  readonly what: string;
}

/**
 * The root of all that a contract keeps, which the proof of its account shows.
 * @throws ProofError where the proof does not hold, or shows that there is no such contract
 */
export function provenStorage(kind: HeaderKind, stateRoot: string, { contract, proof, what }: AccountProof): string {
  const account = provenValue(stateRoot, keccak256(contract), proof, what);
  if (account === undefined) throw new ProofError("absent", `${what} shows that there is no such contract`);

  let list = account;
  if (kind === "kaia") {
    if (!account.startsWith(KAIA_CONTRACT)) throw new ProofError("malformed", `${what} is of no contract`);
    list = `0x${account.slice(KAIA_CONTRACT.length)}`;
  }
  return readBytes(readList(list, what)[STORAGE_ROOT[kind]], what);
}

/**
 * What a contract keeps in a slot, as a number; 0 where it is proven that there is nothing.
 * @param root as `provenStorage` gives it
 * @param slot 32 bytes
 * @throws ProofError where the proof does not hold
 */
export function provenSlot(root: string, slot: string, proof: TrieProof, what: string): bigint {
  const value = provenValue(root, keccak256(slot), proof, what);
  return value === undefined ? 0n : BigInt(readItem(value, what));
}
