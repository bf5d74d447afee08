import { keccak_256 } from "@noble/hashes/sha3";

import { fromHex, toHex } from "../hex";

/** Keccak-256, as Ethereum hashes. @param bytes themselves, or in hex digits after 0x */
export function keccak256(bytes: Uint8Array | string): string {
  return toHex(keccak_256(typeof bytes === "string" ? fromHex(bytes) : bytes));
}
