import type { Claim } from "../../chain/contracts/registration";
import { fromHex, toHex } from "../../hex";
import { HASH_BYTES } from "../tree/merkle-tree";
import { allRows, bytesOf, type Database } from "./database";

/** What a transaction says of one work of a batch. */
export interface ClaimedWork {
  readonly id: number;
  /** Where the source named it, from 1. */
  readonly line: number;
  readonly claim: Claim;
}

/** One work of a batch. */
export interface BatchWork extends ClaimedWork {
  /** Its path as the source gave it, or its content hash. */
  readonly name: string;
  /** In bytes; undefined where only the hash was given. */
  readonly size: number | undefined;
  /** 0x and 64 hex digits; undefined in direct mode. */
  readonly salt: string | undefined;
  /** RFC 8785 text. */
  readonly metadata: string;
}

/** The columns of a claim. */
export interface ClaimRow {
  readonly id: number;
  readonly line: number;
  readonly content_hash: unknown;
  readonly metadata_hash: unknown;
}

/** All columns of a work. */
export interface WorkRow extends ClaimRow {
  readonly name: string;
  readonly size: number | null;
  readonly salt: unknown;
  readonly metadata: string;
}

/** A row as a list, its hashes and its salt as hex digits. */
type ListedRow = readonly [
  ...[id: number, line: number, name: string, size: number | null],
  ...[contentHash: string, metadataHash: string, salt: string | null, metadata: string],
];

/** The work in a row. @throws Error where it has no hash where one belongs: the file was tampered with */
export function workIn(row: WorkRow, owner: string): BatchWork {
  const { name, size, salt, metadata } = row;
  return {
    ...claimIn(row, owner),
    name,
    metadata,
    size: size ?? undefined,
    salt: salt === null ? undefined : hashIn(salt, row),
  };
}

/** The claim in a row. @throws as `workIn` */
export function claimIn(row: ClaimRow, owner: string): ClaimedWork {
  const { id, line, content_hash, metadata_hash } = row;
  const [contentHash, metadataHash] = [hashIn(content_hash, row), hashIn(metadata_hash, row)];
  return { id, line, claim: { owner, contentHash, metadataHash } };
}

/** A hash or a salt. */
function hashIn(value: unknown, { line }: ClaimRow): string {
  const bytes = value instanceof Uint8Array || value instanceof ArrayBuffer ? bytesOf(value) : undefined;
  if (bytes?.length !== HASH_BYTES) throw noHash(line);
  return toHex(bytes);
}

/** The row of the work with some content; undefined where there is none. */
export function rowWith(database: Database, contentHash: string): WorkRow | undefined {
  const query = "SELECT * FROM works WHERE content_hash = ? LIMIT 1";
  return allRows<WorkRow>(database, query, [fromHex(contentHash)])[0];
}

/** A row as a list: all rows in one row of the query, since many take libsql longer than the question. */
const LISTED = `json_array(
  works.id, line, name, size, lower(hex(content_hash)), lower(hex(metadata_hash)),
  iif(salt IS NULL, NULL, lower(hex(salt))), metadata)`;

/** The works with some contents, by these. @throws as `workIn` */
export function worksWith(
  database: Database,
  contentHashes: readonly string[],
  owner: string,
): ReadonlyMap<string, BatchWork> {
  const query = `
    SELECT json_group_array(${LISTED}) AS found
    FROM json_each(?) AS asked CROSS JOIN works ON works.content_hash = unhex(asked.value)`;
  const asked = JSON.stringify(contentHashes.map((contentHash) => contentHash.slice(2)));
  const found = listedWorks(allRows(database, query, [asked]), owner);
  // Where there are two of one content, the first one counts.
  return new Map(found.reverse().map((work) => [work.claim.contentHash, work]));
}

/** The works behind an id, in the order of their ids, `limit` at most. @throws as `workIn` */
export function worksAfter(database: Database, id: number, limit: number, owner: string): BatchWork[] {
  const query = `
    SELECT json_group_array(${LISTED}) AS found
    FROM (SELECT * FROM works WHERE id > ? ORDER BY id LIMIT ?) AS works`;
  return listedWorks(allRows(database, query, [id, limit]), owner);
}

function listedWorks([row]: readonly { found: string }[], owner: string): BatchWork[] {
  const found = JSON.parse(row?.found ?? "[]") as ListedRow[]; // as the query makes it
  return found.map((listed) => listedWork(listed, owner));
}

function listedWork(listed: ListedRow, owner: string): BatchWork {
  const [id, line, name, size, contentHash, metadataHash, salt, metadata] = listed;
  const claim = { owner, contentHash: prefixed(contentHash, line), metadataHash: prefixed(metadataHash, line) };
  return {
    id,
    line,
    claim,
    name,
    size: size ?? undefined,
    salt: salt === null ? undefined : prefixed(salt, line),
    metadata,
  };
}

/** Hex digits of a hash or a salt, behind 0x. */
function prefixed(digits: string, line: number): string {
  if (digits.length !== 2 * HASH_BYTES) throw noHash(line);
  return `0x${digits}`;
}

function noHash(line: number): Error {
  return new Error(`line ${line} has no hash where one belongs`);
}
