import { bytesToHex, hexToBytes } from "@noble/hashes/utils";

import type { HexPad } from "./bytes";

/** As `bytes.ts` has it. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hexToBytes(hex.slice(2)));
}

/** As `bytes.ts` has it. */
export function toHex(bytes: Uint8Array): string {
  return `0x${bytesToHex(bytes)}`;
}

/** As `bytes.ts` has it. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

/** As `bytes.ts` has it. */
export function toBase64url(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** As `bytes.ts` has it. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  const order = at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
  return Math.sign(order);
}

/** As `bytes.ts` has it. */
export function hexPad(size: number): HexPad {
  const bytes = new Uint8Array(size);
  return { bytes, write: (hex, at) => bytes.set(fromHex(hex), at) };
}
