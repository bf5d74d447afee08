import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";

import { ColophonError } from "../../errors";
import { chunksOf, mapInOrder } from "../../in-order";
import { HashCache, WORTH_KEEPING } from "../file/hash-cache";
import { type BatchTarget, Staging, type UnhashedRow } from "../file/staging";
import type { OpenedSource, Part } from "../source/source";
import { stopAtBadRows } from "./bad-rows";
import { type KnownAmong, passOverKnown } from "./known";
import { openPool, type Pool } from "./pool";
import type { OnProgress } from "./progress";
import type { BadRow } from "./row";

/** Of a source and of its files, what a thread takes at a time: enough that messages cost little. */
const BYTES_PER_TASK = 128 * 1024;
/** What an object is counted for. */
const BYTES_PER_NAME = 256;
const FILES_PER_TASK = 256;
/** Tasks handed out at a time, for each thread: no thread waits for the next one, and memory stays small. */
const TASKS_IN_FLIGHT = 2;

/** What a batch file is to be made of. */
export interface Preparation {
  readonly source: OpenedSource;
  readonly target: BatchTarget;
  /** The folder of the batch files; the caller has its lock. */
  readonly folder: string;
  /** Whether rows with something wrong are left out; else they stop everything. */
  readonly skipBad: boolean;
  /** Whether what the files say of themselves fills in what the rows do not. */
  readonly fromFiles?: boolean;
  /** Says which of some contents (64 hex digits) have a date already, and the batch file of each; those are passed over. */
  readonly knownAmong?: KnownAmong;
  readonly onProgress: OnProgress;
  /** Aborted: it ends at once, and nothing is left behind but hashes. */
  readonly signal: AbortSignal;
}

/** A batch file that is complete and on the disk. */
export interface Prepared {
  readonly path: string;
  /** The rows that were left out. */
  readonly bad: readonly BadRow[];
  /** What the files of the other rows say of themselves and could not be used. */
  readonly unused: readonly BadRow[];
  /** How many works were passed over, as they have a date already. */
  readonly known: number;
}

interface Preparing extends Preparation {
  readonly staging: Staging;
  readonly pool: Pool;
  readonly bad: BadRow[];
  readonly unused: BadRow[];
}

/**
 * Makes the batch file of a source: checks every row, hashes every file on all cores, draws the salts, builds the tree. The
 * same source gives the same file: where it exists, it stays as it is. Of another source, works that have a date already are
 * passed over; where no other is left, the file is the one that has the last of them. Nothing is sent.
 * @throws ColophonError, exit code 2, naming the first bad rows and how many there are
 */
export async function prepareBatch(preparation: Preparation): Promise<Prepared> {
  const { folder, target, signal } = preparation;
  const pool = openPool();
  const abort = (): void => void pool.abort();
  signal.addEventListener("abort", abort);
  const staging = await Staging.begin(folder, target.mode);
  const preparing: Preparing = { ...preparation, staging, pool, bad: [], unused: [] };
  try {
    await checkRows(preparing);
    stopAtBadRows(preparing, staging.size);
    await hashFiles(preparing);
    leaveOutDuplicates(preparing);
    stopAtBadRows(preparing, staging.size);
    stopIfAborted(signal);
    const { known, lastFile } = await passOverKnown(staging, target, pool, preparation.knownAmong);
    stopIfAborted(signal);
    const isNothingNew = staging.size === 0 && lastFile !== undefined;
    if (isNothingNew) await staging.discard();
    const path = isNothingNew ? lastFile : await staging.seal(target, pool);
    await rm(cachePath(folder), { force: true });
    return { path, bad: preparing.bad, unused: preparing.unused, known };
  } catch (error) {
    await staging.discard();
    // Whatever was under way was broken off.
    stopIfAborted(signal);
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
    await pool.close();
  }
}

async function checkRows(preparing: Preparing): Promise<void> {
  const { source, staging, pool, bad, unused, fromFiles, onProgress, signal } = preparing;
  const options = { titleFromName: source.format === "directory" || source.format === "list", fromFiles };
  const tasks = mapInOrder(
    chunksOf(source.parts(), BYTES_PER_TASK, weightOf),
    pool.size * TASKS_IN_FLIGHT,
    async (parts) => {
      stopIfAborted(signal);
      return pool.checkParts(parts, source.base, options);
    },
  );
  let done = 0;
  const report = (): void => onProgress({ stage: "Checking", done, total: undefined, unit: "rows" });
  report();
  for await (const checked of tasks) {
    stopIfAborted(signal);
    staging.add(checked.good);
    pool.release(checked.good);
    bad.push(...checked.bad);
    unused.push(...checked.unused);
    done += checked.good.count + checked.bad.length;
    report();
  }
  if (done === 0) throw source.noRow();
}

/** About how many bytes a part is, as it goes to a thread. */
function weightOf(part: Part): number {
  return part.format === "directory" ? part.rows.length * BYTES_PER_NAME : part.bytes.length + BYTES_PER_NAME;
}

async function hashFiles({ source, staging, pool, bad, folder, onProgress, signal }: Preparing): Promise<void> {
  const total = staging.unhashedBytes;
  if (total === 0) return;
  const cache = new HashCache(cachePath(folder));
  let done = 0;
  /** Of files that are not done. */
  let partial = 0;
  const report = (): void => onProgress({ stage: "Hashing", done: done + partial, total, unit: "bytes" });
  report();
  try {
    const tasks = mapInOrder(tasksOf(staging), pool.size * TASKS_IN_FLIGHT, async (rows) => {
      stopIfAborted(signal);
      const paths = rows.map(({ name }) => resolve(source.base, name));
      let read = 0;
      const results = await hashThrough(cache, pool, rows, paths, (bytes) => {
        read += bytes;
        partial += bytes;
        report();
      });
      return { rows, results, read };
    });
    for await (const { rows, results, read } of tasks) {
      stopIfAborted(signal);
      partial -= read;
      rows.forEach(({ id, line, size }, index) => {
        const result = results[index];
        if (result !== undefined && "contentHash" in result) {
          staging.setHash(id, result.contentHash, result.size);
        } else {
          staging.remove(id);
          bad.push({ line, problems: [result?.problem ?? "was not hashed"] });
        }
        done += size;
      });
      report();
    }
  } finally {
    cache.close();
  }
}

type Hashed = Awaited<ReturnType<Pool["hashFiles"]>>[number];

/** Hashes files; what is worth it is looked up, and kept for a run after this one. */
async function hashThrough(
  cache: HashCache,
  pool: Pool,
  rows: readonly UnhashedRow[],
  paths: readonly string[],
  onBytes: (bytes: number) => void,
): Promise<Hashed[]> {
  const [row] = rows;
  const [path] = paths;
  if (row === undefined || path === undefined || row.size < WORTH_KEEPING) return pool.hashFiles(paths, onBytes);

  const stamp = await cache.stampOf(path);
  const known = stamp === undefined ? undefined : cache.find(stamp);
  if (known !== undefined) return [known];
  const results = await pool.hashFiles(paths, onBytes);
  const [result] = results;
  if (stamp !== undefined && result !== undefined && "contentHash" in result) cache.keep(stamp, result);
  return results;
}

/** The files to be hashed, in tasks of about the same size. */
function* tasksOf(staging: Staging): Generator<UnhashedRow[]> {
  let task: UnhashedRow[] = [];
  let bytes = 0;
  let page = staging.unhashed(0, FILES_PER_TASK);
  while (page.length > 0) {
    for (const row of page) {
      // A file that is worth keeping becomes a task of its own.
      const isFull = bytes + row.size > WORTH_KEEPING || task.length === FILES_PER_TASK;
      if (isFull && task.length > 0) {
        yield task;
        task = [];
        bytes = 0;
      }
      task.push(row);
      bytes += row.size;
    }
    page = staging.unhashed(page.at(-1)?.id ?? 0, FILES_PER_TASK);
  }
  if (task.length > 0) yield task;
}

function leaveOutDuplicates({ staging, bad }: Preparing): void {
  for (const { id, line, first } of staging.duplicates()) {
    staging.remove(id);
    bad.push({ line, problems: [`has the same content as line ${first}`] });
  }
}

function stopIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new ColophonError("Stopped before anything was sent", {
    code: "StoppedBeforeSending",
    advice: "Run the same command again.",
  });
}

function cachePath(folder: string): string {
  return join(folder, "hashes.sqlite");
}
