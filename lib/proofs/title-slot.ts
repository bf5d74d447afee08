import { concat, dataSlice, keccak256, toBeHex } from "ethers";

/** What the registry's ERC-721 (Solady's) puts behind the first 28 bytes of an id before it hashes. */
const SEED = "0x7d882553";
const ID_BYTES = 28;
const WORD = 1n << 256n;
const WORD_BYTES = 32;

const OWNER_BITS = 160n;
const TIME_BITS = 40n;
const BLOCK_BITS = 40n;
const STATUS_BITS = 3n;
const MOVED_BITS = 1n;

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
  const hash = keccak256(concat([dataSlice(toBeHex(workId, WORD_BYTES), 0, ID_BYTES), SEED]));
  return toBeHex((2n * workId + BigInt(hash)) % WORD, WORD_BYTES);
}

/** What the slot says; undefined where it is empty. The mirror of the contracts' `TitleRecords.unpack`. */
export function readSlot(value: bigint): SlotTitle | undefined {
  if (value === 0n) return undefined;

  let rest = value;
  const take = (bits: bigint): bigint => {
    const part = rest & ((1n << bits) - 1n);
    rest >>= bits;
    return part;
  };
  const owner = toBeHex(take(OWNER_BITS), Number(OWNER_BITS / 8n));
  const registeredAt = Number(take(TIME_BITS));
  const changedAtBlock = Number(take(BLOCK_BITS));
  const status = Number(take(STATUS_BITS));
  const hasMoved = take(MOVED_BITS) === 1n;
  return { owner, registeredAt, changedAtBlock, status, hasMoved, events: Number(rest) };
}
