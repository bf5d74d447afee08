import { keccak256 } from "ethers";

import type { HeaderKind } from "./header";
import { ProofError } from "./proof-error";
import { readBytes, readItem, readList } from "./rlp";
import { provenValue, type TrieProof } from "./trie";

/** Kaia writes before an account what kind it is: 2 is a contract. */
const KAIA_CONTRACT = "0x02";
const STORAGE_ROOT: Readonly<Record<HeaderKind, number>> = { ethereum: 2, qbft: 2, kaia: 1 };

/** The proof of one slot of a contract, as `eth_getProof` gives it (EIP-1186). */
export interface SlotProof {
  readonly account: TrieProof;
  readonly storage: TrieProof;
}

/**
 * What a contract keeps in a slot, as a number; 0 where it is proven that there is nothing.
 * @param slot 32 bytes
 * @throws ProofError where the proof does not hold, or shows that there is no such contract
 */
export async function provenSlot(
  kind: HeaderKind,
  stateRoot: string,
  contract: string,
  slot: string,
  proof: SlotProof,
): Promise<bigint> {
  const account = await provenValue(stateRoot, keccak256(contract), proof.account, "the proof of the registry");
  if (account === undefined) throw new ProofError("absent", "the proof shows that there is no registry in that block");

  const value = await provenValue(
    storageRootOf(kind, account),
    keccak256(slot),
    proof.storage,
    "the proof of the title",
  );
  return value === undefined ? 0n : BigInt(readItem(value, "the title's slot"));
}

function storageRootOf(kind: HeaderKind, account: string): string {
  const what = "the account of the registry";
  let list = account;
  if (kind === "kaia") {
    if (!account.startsWith(KAIA_CONTRACT)) throw new ProofError("malformed", `${what} is no contract's`);
    list = `0x${account.slice(KAIA_CONTRACT.length)}`;
  }
  return readBytes(readList(list, what)[STORAGE_ROOT[kind]], what);
}
