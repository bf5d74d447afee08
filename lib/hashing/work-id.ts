import { toBeHex } from "ethers";

const WORD_BYTES = 32;

/** A work's id as people and files name it: its content hash, 0x and 64 lower-case hex digits. */
export function formatWorkId(workId: bigint): string {
  return toBeHex(workId, WORD_BYTES);
}
