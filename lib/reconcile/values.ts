import { getAddress, hexlify, isAddress } from "ethers";

import { type MemberRow, nameOf } from "./rows/row";

/** A value that is not of its column's kind. */
class Wrong extends Error {}

/** Reads a column; undefined where the row does not say it. @param name as the documents have it: `content_hash` */
export type ReadColumn = <T>(name: string, reader: (value: unknown, name: string) => T) => T | undefined;

/** What a row says, as `read` puts it together; where it cannot be read, why. */
export function readRow<T>({ values, problem }: MemberRow, read: (column: ReadColumn) => T | string): T | string {
  if (problem !== undefined) return problem;
  try {
    return read((name, reader) => {
      const value = values[nameOf(name)];
      return value === undefined || value === null || value === "" ? undefined : reader(value, name);
    });
  } catch (error) {
    if (error instanceof Wrong) return error.message;
    throw error;
  }
}

/** 64 hex digits, with or without 0x or the \x of PostgreSQL, or 32 bytes. */
export function hashOf(value: unknown, name: string): string {
  if (value instanceof Uint8Array && value.length === 32) return hexlify(value);
  const digits = /^(?:0x|\\x)?([0-9a-f]{64})$/i.exec(textOf(value))?.[1];
  if (digits === undefined) throw new Wrong(`${name} is no hash (64 hex digits)`);
  return `0x${digits.toLowerCase()}`;
}

/** A database has few owners, and a checksum takes longer than the rest of a row. */
const ADDRESSES = new Map<string, string>();
const MOST_ADDRESSES = 10_000;

export function addressOf(value: unknown, name: string): string {
  const text = value instanceof Uint8Array ? hexlify(value) : textOf(value);
  const known = ADDRESSES.get(text);
  if (known !== undefined) return known;
  if (!isAddress(text)) throw new Wrong(`${name} is no address`);
  if (ADDRESSES.size >= MOST_ADDRESSES) ADDRESSES.clear();
  const address = getAddress(text);
  ADDRESSES.set(text, address);
  return address;
}

/** Unix seconds, a time with its zone (ISO 8601, or as PostgreSQL writes it), or what a database calls a time. */
export function timeOf(value: unknown, name: string): number {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000);
  const text = textOf(value);
  if (/^\d{1,11}(\.\d*)?$/.test(text)) return Math.floor(Number(text));
  const [, day, clock, zone = ""] = /^(\d{4}-\d\d-\d\d)[T ]([\d:.]+)(Z|[+-]\d\d(?::?\d\d)?)$/.exec(text) ?? [];
  const time = day === undefined ? NaN : Date.parse(`${day}T${clock}${/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone}`);
  if (Number.isNaN(time)) throw new Wrong(`${name} is no time: Unix seconds, or a time with its zone`);
  return Math.floor(time / 1000);
}

/** One of some words. */
export function oneOf<T extends string>(words: readonly T[]): (value: unknown, name: string) => T {
  return (value, name) => {
    const word = words.find((one) => one === textOf(value));
    if (word === undefined) throw new Wrong(`${name} is none of ${words.join(", ")}`);
    return word;
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint"
    ? String(value).trim()
    : "";
}
