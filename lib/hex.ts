export { fromHex, toHex } from "./bytes";

const BYTE_DIGITS = 2;
const WORD_BYTES = 32;

/** How many bytes hex digits stand for. */
export function bytesIn(hex: string): number {
  return (hex.length - 2) / BYTE_DIGITS;
}

/** Some of the bytes of hex digits. @param end the first that is left out; default: none */
export function sliceHex(hex: string, start: number, end?: number): string {
  return `0x${hex.slice(2 + start * BYTE_DIGITS, end === undefined ? undefined : 2 + end * BYTE_DIGITS)}`;
}

/** The bytes of all, one after the other. */
export function joinHex(...parts: readonly string[]): string {
  return `0x${parts.map((part) => part.slice(2)).join("")}`;
}

/** A number in so many bytes. @param value not negative, and not too large for them */
export function wordHex(value: bigint | number, bytes = WORD_BYTES): string {
  return `0x${value.toString(16).padStart(bytes * BYTE_DIGITS, "0")}`;
}

/** A number in as few bytes as it takes; of 0 there is none. @param value not negative, also in hex digits after 0x */
export function shortestHex(value: bigint | number | string): string {
  const digits = BigInt(value).toString(16);
  if (digits === "0") return "0x";
  return digits.length % BYTE_DIGITS === 0 ? `0x${digits}` : `0x0${digits}`;
}
