import { decodeRlp, encodeRlp } from "ethers";

import { ProofError } from "./proof-error";

/** A list whose items are all strings of bytes, as 0x-hex. */
export type FlatList = readonly string[];

/**
 * The items of an RLP list, written in the only right way: the same bytes come out of them again.
 * @throws ProofError, `malformed`
 * @see Ethereum Yellow Paper, appendix B
 */
export function readList(bytes: string, what: string): ReturnType<typeof decodeRlp>[] {
  const decoded = decode(bytes, what);
  if (typeof decoded === "string") throw new ProofError("malformed", `${what} is no list`);
  return decoded;
}

/** The items of an RLP list that has no lists in it. @throws ProofError, `malformed` */
export function readFlatList(bytes: string, what: string): FlatList {
  return readList(bytes, what).map((item) => readBytes(item, what));
}

/** An item that must not be a list. @throws ProofError, `malformed` */
export function readBytes(item: ReturnType<typeof decodeRlp> | undefined, what: string): string {
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

function decode(bytes: string, what: string): ReturnType<typeof decodeRlp> {
  let decoded;
  try {
    decoded = decodeRlp(bytes);
  } catch (error) {
    throw new ProofError("malformed", `${what} is no RLP`, error);
  }
  if (encodeRlp(decoded) !== bytes) throw new ProofError("malformed", `${what} is no RLP in its shortest form`);
  return decoded;
}
