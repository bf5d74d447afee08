import { type NestedUint8Array, RLP } from "@ethereumjs/rlp";
import type { RlpStructuredData } from "ethers";

import { compareBytes } from "../bytes";
import { fromHex, toHex } from "../hex";
import { ProofError } from "./proof-error";

/** Of a header, a receipt or a node: a receipt of 700 registrations has some 12,000. A stranger's of millions would take gigabytes. */
const MOST_PARTS = 50_000;

const MOST_DEPTH = 100;
const MOST_BYTE = 0xff;
/** The first bytes of what is not one byte alone. */
const [SHORT_BYTES, LONG_BYTES, SHORT_LIST, LONG_LIST] = [0x80, 0xb7, 0xc0, 0xf7];

/** A list whose items are all strings of bytes, as 0x-hex. */
export type FlatList = readonly string[];

/**
 * The items of an RLP list, written in the only right way: the same bytes come out of them again.
 * @throws ProofError, `malformed`
 * @see Ethereum Yellow Paper, appendix B
 */
export function readList(bytes: string, what: string): RlpStructuredData[] {
  const decoded = decode(bytes, what);
  if (typeof decoded === "string") throw new ProofError("malformed", `${what} is no list`);
  return decoded;
}

/** The items of an RLP list that has no lists in it. @throws ProofError, `malformed` */
export function readFlatList(bytes: string, what: string): FlatList {
  return readList(bytes, what).map((item) => readBytes(item, what));
}

/** An item that must not be a list. @throws ProofError, `malformed` */
export function readBytes(item: RlpStructuredData | undefined, what: string): string {
  if (typeof item !== "string") throw new ProofError("malformed", `${what} lacks a field`);
  return item;
}

/** The one string of bytes that an RLP item is. @throws ProofError, `malformed` */
export function readItem(bytes: string, what: string): string {
  return readBytes(decode(bytes, what), what);
}

/** A whole number; the empty string is zero. @throws ProofError, `malformed`, where it is no safe integer or has zeros before it */
export function readNumber(item: string, what: string): number {
  const value = item === "0x" ? 0 : Number(item);
  if (!Number.isSafeInteger(value) || item.startsWith("0x00")) {
    throw new ProofError("malformed", `${what} has a number that is none`);
  }
  return value;
}

/** RLP of bytes as 0x-hex, or of a list of such. */
export function encode(item: RlpStructuredData): string {
  return toHex(RLP.encode(asBytes(item)));
}

function asBytes(item: RlpStructuredData): Uint8Array | NestedUint8Array {
  return typeof item === "string" ? fromHex(item) : item.map(asBytes);
}

/** @throws ProofError, `malformed`, where bytes that should be RLP have too many parts for anything that is proven here */
function requireFewParts(bytes: Uint8Array, what: string): void {
  let parts = 0;
  for (let at = 0; at < bytes.length; parts += 1) {
    const first = bytes[at] ?? 0;
    if (first < SHORT_BYTES || (first >= SHORT_LIST && first <= LONG_LIST)) at += 1;
    else if (first <= LONG_BYTES) at += 1 + first - SHORT_BYTES;
    else if (first > LONG_LIST) at += 1 + first - LONG_LIST;
    else at += 1 + first - LONG_BYTES + lengthIn(bytes.subarray(at + 1, at + 1 + first - LONG_BYTES));
  }
  if (parts > MOST_PARTS) throw new ProofError("malformed", `${what} has more than ${MOST_PARTS} parts`);
}

function lengthIn(bytes: Uint8Array): number {
  return bytes.reduce((length, byte) => length * (MOST_BYTE + 1) + byte, 0);
}

function decode(hex: string, what: string): RlpStructuredData {
  const bytes = fromHex(hex);
  requireFewParts(bytes, what);
  try {
    const decoded = RLP.decode(bytes);
    if (compareBytes(RLP.encode(decoded), bytes) === 0) return asHex(decoded);
  } catch (error) {
    throw new ProofError("malformed", `${what} is no RLP`, error);
  }
  throw new ProofError("malformed", `${what} is no RLP in its shortest form`);
}

function asHex(item: Uint8Array | NestedUint8Array, depth = 0): RlpStructuredData {
  if (depth === MOST_DEPTH) throw new Error(`nested more than ${MOST_DEPTH} levels deep`);
  return item instanceof Uint8Array ? toHex(item) : item.map((each) => asHex(each, depth + 1));
}
