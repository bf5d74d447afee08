import { availableParallelism } from "node:os";
import { join } from "node:path";

import { pool as newPool } from "workerpool";

import { ColophonError } from "../errors";
import type { HashedFile } from "../hash-file";
import type { BadRow, CheckedRow, RowOptions } from "./row";
import type { SourceRow } from "./source-row";
import type { HashProblem, WorkerMethods } from "./worker";

export type { HashProblem } from "./worker";

/** So many at a time that the messages between threads hardly count, and so few that no thread waits long for another. */
const CHUNK = 256;

/** Threads that check rows and hash files, all cores at once. Memory per thread: one chunk and hashFile's two buffers. */
export interface Pool {
  /** The number of threads. */
  readonly size: number;
  /** What checkRow makes of each row, in their order. */
  checkRows(rows: readonly SourceRow[], base: string, options: RowOptions): Promise<(CheckedRow | BadRow)[]>;
  /** What hashFile makes of each file, in their order; a file that it refuses has a problem, and the others go on. */
  hashFiles(paths: readonly string[]): Promise<(HashedFile | HashProblem)[]>;
  /** Ends the threads after the calls that they are at; calls still waiting are rejected. */
  close(): Promise<void>;
}

/**
 * Starts the threads and does not wait for them: they take the first calls when they are ready.
 * @param threads default: one for each core
 * @throws ColophonError, exit code 2: not a whole number from 1 up
 */
export function openPool(threads: number = availableParallelism()): Pool {
  if (!Number.isSafeInteger(threads) || threads < 1) {
    throw new ColophonError(`threads is ${threads}, not a whole number from 1 up`, { exitCode: 2 });
  }
  const pool = newPool(join(__dirname, "worker.ts"), {
    workerType: "thread",
    minWorkers: threads,
    maxWorkers: threads,
    workerThreadOpts: { execArgv: ["-r", require.resolve("ts-node/register/transpile-only")] },
  });

  async function call<Name extends keyof WorkerMethods>(
    name: Name,
    ...parameters: Parameters<WorkerMethods[Name]>
  ): Promise<Awaited<ReturnType<WorkerMethods[Name]>>> {
    return (await pool.exec(name, parameters)) as Awaited<ReturnType<WorkerMethods[Name]>>; // what that method returns
  }

  /** A large file waits for nobody: it is handed out as soon as it is known to be one. */
  async function hashChunk(paths: readonly string[]): Promise<(HashedFile | HashProblem)[]> {
    const hashed = await call("hashSmallFiles", paths);
    return Promise.all(hashed.map(async (file, index) => file ?? call("hashLargeFile", paths[index] ?? "")));
  }

  return {
    size: threads,
    checkRows: (rows, base, options) => inChunks(rows, threads, (chunk) => call("checkRows", chunk, base, options)),
    hashFiles: (paths) => inChunks(paths, threads, hashChunk),
    close: async () => {
      await pool.terminate();
    },
  };
}

/** Gives every thread a part, however few the items are. */
async function inChunks<T, R>(
  items: readonly T[],
  threads: number,
  work: (chunk: readonly T[]) => Promise<R[]>,
): Promise<R[]> {
  const size = Math.min(CHUNK, Math.ceil(items.length / threads));
  const results: Promise<R[]>[] = [];
  for (let start = 0; start < items.length; start += size) results.push(work(items.slice(start, start + size)));
  return (await Promise.all(results)).flat();
}
