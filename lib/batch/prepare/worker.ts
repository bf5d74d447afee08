import { worker, workerEmit } from "workerpool";

import { ColophonError } from "../../errors";
import type { HashedFile } from "../../hashing/hash-file";
import { hashFile, hashSmallFile } from "../../hashing/hash-file";
import type { SourceRow } from "../source/source-row";
import type { BadRow, CheckedRow, RowOptions } from "./row";
import { checkRow } from "./row";

/** Why one file was not hashed. */
export interface HashProblem {
  readonly problem: string;
}

/** What a thread of the pool can do. Whatever is not an error for a person rejects the whole call. */
const methods = {
  async checkRows(rows: readonly SourceRow[], base: string, options: RowOptions): Promise<(CheckedRow | BadRow)[]> {
    const checked: (CheckedRow | BadRow)[] = [];
    for (const row of rows) checked.push(await checkRow(row, base, options));
    return checked;
  },

  /** In the place of a large file is null: the pool has each of these hashed by a call of its own. */
  hashSmallFiles(paths: readonly string[]): (HashedFile | HashProblem | null)[] {
    return paths.map((path) => {
      try {
        return hashSmallFile(path) ?? null;
      } catch (error) {
        return problemOf(error);
      }
    });
  },

  /** Tells meanwhile of every part that it has read, in bytes: one file can take minutes. */
  hashLargeFile(path: string): Promise<HashedFile | HashProblem> {
    return hashFile(path, { onBytes: workerEmit }).catch(problemOf);
  },
};

export type WorkerMethods = typeof methods;

function problemOf(error: unknown): HashProblem {
  if (error instanceof ColophonError) return { problem: error.message };
  throw error;
}

worker(methods);
