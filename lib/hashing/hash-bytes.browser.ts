import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";

/** As `hash-bytes.ts` has it. */
export function hashBytes(bytes: Uint8Array | string): string {
  return `0x${bytesToHex(sha256(bytes))}`;
}
