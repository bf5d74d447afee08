import { hash } from "node:crypto";

import { HASH_BYTES } from "./tree";

/** Whose events a log has. */
export interface LoggedRegistry {
  readonly chainId: number;
  readonly address: string;
}

/** A log of the registry's contract, as the chain has it. */
export interface LoggedEvent {
  readonly block: number;
  /** The block's time in Unix seconds. */
  readonly time: number;
  readonly transactionHash: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** The version of the encoding, the first byte of each leaf. */
const VERSION = "01";
const NUMBER_BYTES = 8;
const HEX = 16;
/** Stands before a leaf when it is hashed, so that no leaf is taken for a node. */
const LEAF_PREFIX = Buffer.of(0);

/**
 * An event as it stands in the log: version (1 byte), chain id (8), registry (20), block (8), time (8), transaction (32), number of
 * topics (1), the topics (32 each), the data (the rest). Numbers are big-endian. docs/others-tools.md has the table.
 */
export function encodeLeaf({ chainId, address }: LoggedRegistry, event: LoggedEvent): Buffer {
  const { block, time, transactionHash, topics, data } = event;
  const hex = [
    VERSION,
    number(chainId),
    address.slice(2),
    number(block),
    number(time),
    transactionHash.slice(2),
    number(topics.length, 1),
    ...topics.map((topic) => topic.slice(2)),
    data.slice(2),
  ].join("");
  const bytes = Buffer.from(hex, "hex");
  // What follows a wrong digit is left out without a word.
  if (2 * bytes.length !== hex.length) throw new Error(`a log of block ${block} is not of hex digits`);
  return bytes;
}

/** The hash of a leaf in the tree (RFC 9162, section 2.1.1). */
export function hashLeaf(leaf: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([LEAF_PREFIX, leaf]), "buffer");
}

/** Where a leaf stands among the hashes of all, from 0; undefined where it is none of them. */
export function placeOf(leaf: Uint8Array, hashes: Buffer): number | undefined {
  const wanted = hashLeaf(leaf);
  // A hash may also be found where two others meet.
  for (let at = hashes.indexOf(wanted); at >= 0; at = hashes.indexOf(wanted, at + 1)) {
    if (at % HASH_BYTES === 0) return at / HASH_BYTES;
  }
  return undefined;
}

function number(value: number, bytes = NUMBER_BYTES): string {
  return value.toString(HEX).padStart(2 * bytes, "0");
}
