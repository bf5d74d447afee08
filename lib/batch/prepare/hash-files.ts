import { resolve } from "node:path";

import type { HashedFile } from "../../hashing/hash-file";
import { mapInOrder } from "../../in-order";
import type { HashCache } from "../file/hash-cache";
import type { Staging, UnhashedRow } from "../file/staging";
import { type Stamped, stampOf } from "../file/stamps";
import type { Pool } from "./pool";
import { type Preparing, stopIfAborted, TASKS_IN_FLIGHT } from "./preparing";

const FILES_PER_TASK = 256;
/** A larger file is a task of its own, so that its hash is kept as soon as it is known. In bytes. */
const BYTES_PER_TASK = 8 * 1024 * 1024;

/** Hashes the files of all rows that are not hashed yet, on all cores; a row whose file cannot be hashed is a bad one. */
export async function hashFiles({ source, staging, pool, bad, hashes, onProgress, signal }: Preparing): Promise<void> {
  const total = staging.unhashedBytes;
  if (total === 0) return;
  let done = 0;
  /** Of files that are not done. */
  let partial = 0;
  const report = (): void => onProgress({ stage: "Hashing", done: done + partial, total, unit: "bytes" });
  report();
  const tasks = mapInOrder(tasksOf(staging), pool.size * TASKS_IN_FLIGHT, async (rows) => {
    stopIfAborted(signal);
    const paths = rows.map(({ name }) => resolve(source.base, name));
    let read = 0;
    const results = await hashThrough(hashes, pool, paths, (bytes) => {
      read += bytes;
      partial += bytes;
      report();
    });
    return { rows, results, read };
  });
  for await (const { rows, results, read } of tasks) {
    stopIfAborted(signal);
    partial -= read;
    rows.forEach(({ id, line, name, size }, index) => {
      const result = results[index];
      if (result !== undefined && "contentHash" in result) {
        staging.setHash(id, result.contentHash, result.size);
      } else {
        staging.remove(id);
        bad.push({ line, name, problems: [result?.problem ?? "was not hashed"] });
      }
      done += size;
    });
    report();
  }
}

type Hashed = Awaited<ReturnType<Pool["hashFiles"]>>[number];

/** Hashes files that are not as they were when they were hashed before, and keeps their hashes for a later run. */
async function hashThrough(
  cache: HashCache,
  pool: Pool,
  paths: readonly string[],
  onBytes: (bytes: number) => void,
): Promise<(Hashed | undefined)[]> {
  const stamps = paths.map(stampOf);
  const results: (Hashed | undefined)[] = cache.find(stamps);
  const open = [...paths.keys()].filter((index) => results[index] === undefined);
  const hashed = await pool.hashFiles(
    open.map((index) => paths[index] ?? ""),
    onBytes,
  );
  const kept: [Stamped, HashedFile][] = [];
  open.forEach((index, place) => {
    const [stamp, result] = [stamps[index], hashed[place]];
    results[index] = result;
    if (stamp !== undefined && result !== undefined && "contentHash" in result) kept.push([stamp, result]);
  });
  cache.keep(kept);
  return results;
}

/** The files to be hashed, in tasks of about the same size. */
function* tasksOf(staging: Staging): Generator<UnhashedRow[]> {
  let task: UnhashedRow[] = [];
  let bytes = 0;
  let page = staging.unhashed(0, FILES_PER_TASK);
  while (page.length > 0) {
    for (const row of page) {
      const isFull = bytes + row.size > BYTES_PER_TASK || task.length === FILES_PER_TASK;
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
