import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { BatchFile } from "../batch/file/batch-file";
import { notADatabase } from "../batch/file/database";
import { Ledger } from "../batch/file/ledger";
import { workPages } from "../batch/file/work-pages";
import { ColophonError } from "../errors";
import { type JsonValue, parseJson } from "../hashing/canonical-json";
import { metadataFile, parseRecord, RECORD_FILE, type WorkRecord } from "../store/records";
import { describe, type Description } from "./describe";
import { RANK } from "./format";
import type { Source } from "./sources";

/** What a source says of one work. Hashes are hex digits without 0x, times are Unix seconds. */
export interface Entry {
  readonly hash: string;
  /** Where the source names it. */
  readonly line: number;
  readonly rank: number;
  readonly since: number | null;
  readonly block: number | null;
  readonly finalAt: number | null;
  readonly owner: string | null;
  readonly path: string | null;
  readonly size: number | null;
  readonly metadataHash: string | null;
  readonly description: Description;
}

const METADATA_FILE = /^([0-9a-f]{64})\.metadata\.json$/;
const HASH_DIGITS = 64;

/**
 * Reads a source.
 * @param take is given what it says, many works at a time
 * @returns where the works of a batch came from; null for a record
 * @throws ColophonError where it is damaged or of another version
 */
export function readSource(
  home: string,
  { kind, path }: Source,
  take: (entries: readonly Entry[]) => void,
): string | null {
  if (kind === "batch") return readBatch(join(home, path), take);
  take(entriesOfFolder(join(home, path)));
  return null;
}

function readBatch(path: string, take: (entries: readonly Entry[]) => void): string {
  const batch = BatchFile.open(path, "read");
  try {
    for (const entries of entriesOfBatch(batch)) take(entries);
    return batch.head.source;
  } finally {
    batch.close();
  }
}

function* entriesOfBatch(batch: BatchFile): Generator<readonly Entry[]> {
  try {
    const stateOf = statesIn(batch);
    const { owner } = batch.head;
    let place = 0;
    for (const page of workPages(batch)) {
      yield page.map(([line, name, size, hash, metadataHash, metadata]) => {
        if (hash.length !== HASH_DIGITS) throw new Error(`line ${line} has no hash where one belongs`);
        const description = describe(metadata as JsonValue); // whatever JSON there is
        return { hash, line, ...stateOf(place++), owner, path: name, size, metadataHash, description };
      });
    }
  } catch (error) {
    throw notADatabase(batch.path, error);
  }
}

type State = Pick<Entry, "rank" | "since" | "block" | "finalAt">;

/** How far the works of a batch have come, by their places from 0. */
function statesIn(batch: BatchFile): (place: number) => State {
  const ledger = new Ledger(batch);
  const unsent = { rank: RANK.unsent, since: null, block: null, finalAt: null };
  if (batch.head.mode === "anchor") {
    const anchored = ledger.anchored();
    const state =
      anchored === undefined
        ? unsent
        : { rank: RANK.anchored, since: anchored.anchoredAt, block: anchored.block, finalAt: null };
    return () => state;
  }
  const { worksPerCall } = batch.head;
  const blocks = new Map(ledger.receipts().map(({ call, block }) => [call, block]));
  const rejected = new Set(ledger.rejections().map(({ work }) => placeOf(batch, work)));
  return (place) => {
    const block = blocks.get(Math.floor(place / worksPerCall));
    if (block === undefined || rejected.has(place)) return unsent;
    return { rank: RANK.titled, since: null, block, finalAt: null };
  };
}

/** How many works of a batch come before one. */
function placeOf({ database }: BatchFile, work: number): number {
  const row = database.prepare("SELECT count(*) AS place FROM works WHERE id < ?").get([work]);
  return (row as { place: number }).place; // as the query has it
}

/** The record of a work, and every version of its metadata beside it. */
function entriesOfFolder(folder: string): Entry[] {
  const names = readdirSync(folder).sort();
  const recordPath = join(folder, RECORD_FILE);
  const record = names.includes(RECORD_FILE) ? parseRecord(readFileSync(recordPath, "utf8"), recordPath) : undefined;
  const hash = folder.slice(-HASH_DIGITS);
  if (record !== undefined && record.claim.contentHash !== `0x${hash}`) {
    throw new ColophonError(`${recordPath} is the record of another work`, {
      code: "RecordOfOtherWork",
      advice: "Move it into the folder that its content hash names.",
    });
  }
  const said = stateOfRecord(record);
  const versions = names.flatMap((name) => METADATA_FILE.exec(name)?.[1] ?? []);
  const registered = record?.claim.metadataHash.slice(2);
  const all = registered === undefined || versions.includes(registered) ? versions : [...versions, registered];
  return all.map((metadataHash) => ({
    hash,
    // What was registered comes first, unless the chain is known to have other metadata.
    line: metadataHash === registered ? 0 : 1,
    ...said,
    metadataHash,
    description: descriptionIn(folder, metadataHash, record),
  }));
}

function stateOfRecord(record: WorkRecord | undefined): Omit<Entry, "hash" | "line" | "metadataHash" | "description"> {
  if (record === undefined) {
    return { rank: RANK.metadata, since: null, block: null, finalAt: null, owner: null, path: null, size: null };
  }
  const { file, claim, registration } = record;
  return {
    rank: RANK.titled,
    since: registration.registeredAt,
    block: registration.blockNumber,
    finalAt: registration.finalAt,
    owner: claim.owner,
    path: file.name,
    size: file.size ?? null,
  };
}

/** A file of metadata that is lost or damaged leaves the title that the record has. */
function descriptionIn(folder: string, metadataHash: string, record: WorkRecord | undefined): Description {
  const path = metadataFile(folder, `0x${metadataHash}`);
  try {
    return describe(parseJson(readFileSync(path, "utf8"), path));
  } catch {
    return { ...describe(null), title: record?.title ?? null };
  }
}
