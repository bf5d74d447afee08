import { addressOf } from "../../hashing/address";
import { keccak256 } from "../../hashing/keccak";
import { joinHex, sliceHex, wordHex } from "../../hex";
import { unpack } from "./storage";

/** What the registry's ERC-721 (Solady's) puts behind the first 28 bytes of an id before it hashes. */
const SEED = "0x7d882553";
const ID_BYTES = 28;
const WORD = 1n << 256n;

/** A title as its slot has it; the time is Unix seconds. */
export interface SlotTitle {
  readonly owner: string;
  readonly registeredAt: number;
  readonly changedAtBlock: number;
  readonly status: number;
  readonly hasMoved: boolean;
  /** How many events the work's history has, modulo 4,096. */
  readonly events: number;
}

/** The slot in which the registry keeps a work's title, 32 bytes. The mirror of Solady's ERC721, which TitleToken is. */
export function titleSlot(workId: bigint): string {
  const hash = keccak256(joinHex(sliceHex(wordHex(workId), 0, ID_BYTES), SEED));
  return wordHex((2n * workId + BigInt(hash)) % WORD);
}

/** What the slot says; undefined where it is empty. The mirror of the contracts' `TitleRecords.unpack`. */
export function readSlot(value: bigint): SlotTitle | undefined {
  if (value === 0n) return undefined;

  const [owner, registeredAt, changedAtBlock, status, hasMoved, events] = unpack(value, 160, 40, 40, 3, 1, 12);
  return {
    owner: addressOf(owner),
    registeredAt: Number(registeredAt),
    changedAtBlock: Number(changedAtBlock),
    status: Number(status),
    hasMoved: hasMoved === 1n,
    events: Number(events),
  };
}
