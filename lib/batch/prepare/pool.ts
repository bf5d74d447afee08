import { availableParallelism } from "node:os";
import { extname, join } from "node:path";

import { pool as newPool } from "workerpool";

import { ColophonError } from "../../errors";
import type { HashedFile } from "../../hashing/hash-file";
import type { PackedRows } from "../file/packed-rows";
import type { Looks } from "../file/stamps";
import type { Part } from "../source/source";
import type { TreeHasher } from "../tree/merkle-tree";
import { LookingThreads } from "./looking";
import type { RowOptions } from "./row";
import type { CheckedParts, HashProblem, WorkerMethods } from "./worker";

/** So many at a time that the messages between threads hardly count, and so few that no thread waits long for another. */
const CHUNK = 256;
/** Fewer small files are hashed sooner than another thread starts. */
const WORTH_A_THREAD = 16;

/** Of each thread's heap. What a thread works on lies outside of it; the young part is small, so that it is soon tidied. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

const EXTENSION = extname(__filename);
/** Of a thread: one of compiled code has no use for a compiler. */
const EXEC_ARGV = EXTENSION === ".ts" ? ["-r", join(__dirname, "typescript.cjs")] : [];
const THREAD_OPTIONS = { execArgv: EXEC_ARGV, resourceLimits: LIMITS };

/**
 * Threads that check rows and hash files and trees, all cores at once. Memory per thread: one chunk and hashFile's two buffers.
 * What they hash of a tree must be in shared memory.
 */
export interface Pool extends TreeHasher {
  /** The most threads. */
  readonly size: number;
  /**
   * What checkRow makes of each row of some parts, in their order, the good ones packed. One thread does it.
   * @param parts their memory is given away: they are empty afterwards
   * @throws ColophonError, as rowsIn
   */
  checkParts(parts: readonly Part[], base: string, options: RowOptions): Promise<CheckedParts>;
  /** Gives back packed rows, once they are of no more use: their memory is used again. */
  release(rows: PackedRows): void;
  /**
   * What hashFile makes of each file, in their order; a file that it refuses has a problem, and the others go on.
   * @param onBytes hears of every part of a large file, in bytes, as it is read
   */
  hashFiles(paths: readonly string[], onBytes?: (bytes: number) => void): Promise<(HashedFile | HashProblem)[]>;
  /**
   * What `lookAt` finds of each of some lists of names. Another thread does it, which
   * does nothing else and so is there soon; there is one less of them than cores, as this thread can do it too.
   */
  lookAt(base: string, lists: readonly string[]): Promise<Looks[]>;
  /** Ends the threads after the calls that they are at; calls still waiting are rejected. */
  close(): Promise<void>;
  /** Ends the threads at once: all calls are rejected. */
  abort(): Promise<void>;
}

/**
 * Threads, each of which starts with the first call that finds no other one idle.
 * @param threads at most so many, from 1 up; default: one for each core
 */
export function openPool(threads: number = availableParallelism()): Pool {
  const workers = newPool(join(__dirname, `worker${EXTENSION}`), {
    workerType: "thread",
    maxWorkers: threads,
    workerThreadOpts: THREAD_OPTIONS,
  });
  const looking = new LookingThreads(Math.max(1, threads - 1), EXTENSION, THREAD_OPTIONS);
  let isClosed = false;
  async function end(atOnce: boolean): Promise<void> {
    isClosed = true;
    await Promise.all([workers.terminate(atOnce), looking.end()]);
  }

  const released: PackedRows[] = [];

  async function call<Name extends keyof WorkerMethods>(
    name: Name,
    parameters: Parameters<WorkerMethods[Name]>,
    on?: (bytes: number) => void,
    transfer: ArrayBufferLike[] = [],
  ): Promise<Awaited<ReturnType<WorkerMethods[Name]>>> {
    if (isClosed) throw new Error("the pool is closed");
    // What that method returns.
    return (await workers.exec(name, parameters, { on, transfer })) as Awaited<ReturnType<WorkerMethods[Name]>>;
  }

  /** A large file waits for nobody: it is handed out as soon as it is known to be one. */
  async function hashChunk(
    paths: readonly string[],
    onBytes?: (bytes: number) => void,
  ): Promise<(HashedFile | HashProblem)[]> {
    const hashed = await call("hashSmallFiles", [paths]);
    return Promise.all(hashed.map(async (file, index) => file ?? call("hashLargeFile", [paths[index] ?? ""], onBytes)));
  }

  return {
    size: threads,
    checkParts: async (parts, base, options) => {
      const used = released.pop();
      const memory = parts.flatMap((part) => ("bytes" in part ? [part.bytes.buffer] : []));
      if (used !== undefined) memory.push(used.index.buffer, used.data.buffer);
      const checked = await call("checkParts", [parts, base, options, used], undefined, memory);
      if (!("refusal" in checked)) return checked;
      const { refusal, code, advice, exitCode } = checked;
      throw new ColophonError(refusal, { code, advice, exitCode });
    },
    release: (rows) => void released.push(rows),
    hashLeaves: (claims, nodes, first) =>
      call("hashLeaves", [claims, nodes, first], undefined, [claims.hashes.buffer, claims.salts.buffer]),
    sortLeaves: (nodes) => call("sortLeaves", [nodes]),
    hashSubtree: (nodes, root) => call("hashSubtree", [nodes, root]),
    hashFiles: (paths, onBytes) => inChunks(paths, threads, (chunk) => hashChunk(chunk, onBytes)),
    lookAt: (base, lists) => looking.lookAt(base, lists),
    close: () => end(false),
    abort: () => end(true),
  };
}

/** Gives every thread a part, where there are enough items. */
async function inChunks<T, R>(
  items: readonly T[],
  threads: number,
  work: (chunk: readonly T[]) => Promise<R[]>,
): Promise<R[]> {
  const size = Math.min(CHUNK, Math.max(WORTH_A_THREAD, Math.ceil(items.length / threads)));
  const results: Promise<R[]>[] = [];
  for (let start = 0; start < items.length; start += size) results.push(work(items.slice(start, start + size)));
  return (await Promise.all(results)).flat();
}
