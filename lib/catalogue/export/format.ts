/**
 * The form of an export: static JSON files in a folder, from which a page finds a work among many thousands with a few small
 * reads. `works/N.json` are pages of works, the newest first; a work's number is its place in them, from 0. `ids/S.json` has the
 * numbers of works by their ids, `words/S.json` by the words of title and author, each in shards S. `certificates/ID.json` are files
 * of certificates, of those works that say so.
 */
import { isUnspaced } from "../words";

export const EXPORT_FORMAT = "colophon-catalogue-export/1";
/** It is the file that a reader reads first, and a writer writes last. */
export const EXPORT_INDEX = "index.json";

/** Works on a page: some 10 kB. */
export const PAGE_WORKS = 50;
/** About so many works have their ids in one shard. */
const SHARD_WORKS = 512;
const SHARDS_PER_DIGIT = 16;
const HEX = 16;

/** What is public of a work. Times are Unix seconds; what is not known is left out. */
export interface ExportedWork {
  /** 0x and 64 hex digits. */
  readonly id: string;
  readonly title?: string;
  readonly author?: string;
  readonly language?: string;
  /** The date of publication, as its metadata have it. */
  readonly published?: string;
  readonly version?: string;
  /** The work that it is a version of, where that is in the export too. */
  readonly basedOn?: string;
  /** As it was when the export was made. */
  readonly state: ExportedState;
  /** Since when it is proven. */
  readonly since?: number;
  /** From when on nobody else can show an earlier anchor. */
  readonly finalAt?: number;
  /** Its account. An anchor tells nobody's. */
  readonly owner?: string;
  /** Whether its certificate is in the export as well. */
  readonly certificate?: true;
}

export const EXPORTED_STATES = ["anchored", "titled", "provisional", "final", "held", "annulled"] as const;
export type ExportedState = (typeof EXPORTED_STATES)[number];

/** Where the certificate of a work is. */
export function certificatePath(id: string): string {
  return `certificates/${id}.json`;
}

/** What an export has, and how. */
export interface ExportIndex {
  readonly format: typeof EXPORT_FORMAT;
  readonly chainId: number;
  /** The registry's address. */
  readonly registry: string;
  /** When the export was made, by the chain's clock: Unix seconds. */
  readonly asOf: number;
  readonly works: number;
  /** How many works are on a page. */
  readonly pageWorks: number;
  /** How many hex digits the name of a shard has: 0 where there is one shard. */
  readonly digits: number;
}

/** A shard of ids: an id and its work's number. */
export type IdShard = readonly (readonly [id: string, number: number])[];
/** A shard of words: a word and the numbers of its works, the first as it is and each other one as the gap from the one before. */
export type WordShard = readonly (readonly [word: string, gaps: readonly number[]])[];

/** How many hex digits the shards of so many works have. */
export function digitsFor(works: number): number {
  let digits = 0;
  for (let shards = 1; works / shards > SHARD_WORKS; shards *= SHARDS_PER_DIGIT) digits += 1;
  return digits;
}

/** The names of all shards. */
export function shardNames(digits: number): string[] {
  return Array.from({ length: SHARDS_PER_DIGIT ** digits }, (_, number) => shardName(number, digits));
}

/** The shard of an id: its first digits. */
export function shardOfId(id: string, digits: number): string {
  return digits === 0 ? ONLY_SHARD : id.slice(2, 2 + digits);
}

/** The shard of a word. All that begin with the same character of an unspaced script are in one. */
export function shardOfWord(word: string, digits: number): string {
  const key = isUnspaced(word) ? String.fromCodePoint(word.codePointAt(0) ?? 0) : word;
  return shardName(fnv1a(key) % SHARDS_PER_DIGIT ** digits, digits);
}

const ONLY_SHARD = "all";

function shardName(number: number, digits: number): string {
  return digits === 0 ? ONLY_SHARD : number.toString(HEX).padStart(digits, "0");
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a (RFC 9923) of the UTF-16 units: 32 bits that spread words evenly. */
function fnv1a(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}
