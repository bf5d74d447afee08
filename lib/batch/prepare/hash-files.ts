import { join, resolve } from "node:path";

import { mapInOrder } from "../../in-order";
import { HashCache, WORTH_KEEPING } from "../file/hash-cache";
import type { Staging, UnhashedRow } from "../file/staging";
import type { Pool } from "./pool";
import { type Preparing, stopIfAborted, TASKS_IN_FLIGHT } from "./preparing";

const FILES_PER_TASK = 256;

/** Hashes the files of all rows that are not hashed yet, on all cores; a row whose file cannot be hashed is a bad one. */
export async function hashFiles({ source, staging, pool, bad, folder, onProgress, signal }: Preparing): Promise<void> {
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

/** Where the hashes of large files are kept for a run after one that was stopped. */
export function cachePath(folder: string): string {
  return join(folder, "hashes.sqlite");
}
