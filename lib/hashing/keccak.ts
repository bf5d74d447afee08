import { keccak_256 } from "@noble/hashes/sha3";

import { fromHex, toHex } from "../hex";

let hash = (bytes: Uint8Array): string => toHex(keccak_256(bytes));

/** Keccak-256, as Ethereum hashes. @param bytes themselves, or in hex digits after 0x */
export function keccak256(bytes: Uint8Array | string): string {
  return hash(typeof bytes === "string" ? fromHex(bytes) : bytes);
}

/** From now on it is made by something that gives the same hashes, and sooner. */
export function hashKeccakBy(other: (bytes: Uint8Array) => string): void {
  hash = other;
}
