/**
 * Bytes as text and in order, by what Node has built in. `bytes.browser.ts` says the same with what a browser has: the page's build
 * takes that file in this one's place.
 */

/** The bytes that hex digits after 0x stand for. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(hex.slice(2), "hex");
}

/** 0x and lower-case hex digits. */
export function toHex(bytes: Uint8Array): string {
  return `0x${asBuffer(bytes).toString("hex")}`;
}

/** The bytes that a text in base64url stands for. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(text, "base64url");
}

/** Base64url without padding. */
export function toBase64url(bytes: Uint8Array): string {
  return asBuffer(bytes).toString("base64url");
}

/** Below 0 where a comes before b, above where it comes after; 0 where they are the same. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

/** The same memory. */
function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

/** Bytes that are written piece by piece out of hex digits. */
export interface HexPad {
  readonly bytes: Uint8Array;
  /** @param hex 0x and digits */
  readonly write: (hex: string, at: number) => void;
}

/** A pad of so many zeros. It makes no buffer of a piece: where many are hashed, that takes as long as to hash them. */
export function hexPad(size: number): HexPad {
  const bytes = Buffer.alloc(size);
  return { bytes, write: (hex, at) => void bytes.write(hex.slice(2), at, "hex") };
}
