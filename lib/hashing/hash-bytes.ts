import { hash } from "node:crypto";

/**
 * SHA-256 of bytes in memory, or of a text's UTF-8. `hash-bytes.browser.ts` says the same with what a browser has.
 * @returns 0x and 64 lower-case hex digits
 */
export function hashBytes(bytes: Uint8Array | string): string {
  return `0x${hash("sha256", bytes, "hex")}`;
}
