import { Transfer, worker, workerEmit } from "workerpool";

import { ColophonError, type ExitCode } from "../../errors";
import type { HashedFile } from "../../hashing/hash-file";
import { hashFile, hashSmallFile } from "../../hashing/hash-file";
import type { FileMetadata } from "../../metadata/files/read";
import { type PackedRows, RowPacker } from "../file/packed-rows";
import { type Part, rowsIn, type SourceRow } from "../source/source";
import { MerkleTrees, type Nodes, type PackedClaims } from "../tree/merkle-tree";
import type { BadRow, RowOptions } from "./row";
import { checkRow, nameIn } from "./row";

/** Why one file was not hashed. */
export interface HashProblem {
  readonly problem: string;
}

/** What there is in some parts of a source. */
export interface CheckedParts {
  readonly good: PackedRows;
  readonly bad: readonly BadRow[];
  /** Of good rows, what their files say and could not be used. */
  readonly unused: readonly BadRow[];
}

/** A ColophonError, which would not be one any more in the thread that gets it. */
export interface Refusal {
  readonly refusal: string;
  readonly code: string;
  readonly advice: string | undefined;
  readonly exitCode: ExitCode;
}

const trees = MerkleTrees.load();

/** What a thread of the pool can do. Whatever is not an error for a person rejects the whole call. */
const methods = {
  async checkParts(
    parts: readonly Part[],
    base: string,
    options: RowOptions,
    used?: PackedRows,
  ): Promise<CheckedParts | Refusal> {
    const packer = new RowPacker(used);
    const bad: BadRow[] = [];
    const unused: BadRow[] = [];
    const check = (row: SourceRow, found?: FileMetadata): void => {
      const checked = checkRow(row, base, options, found);
      if ("problems" in checked) bad.push(checked);
      else packer.add(checked);
      if (found !== undefined && found.problems.length > 0 && !("problems" in checked)) {
        unused.push({ line: row.line, name: nameIn(row.fields), problems: found.problems });
      }
    };
    try {
      for (const part of parts) {
        const rows = rowsIn(part);
        if (options.fromFiles === true) {
          // Not before it is asked for: the readers are many.
          const { readRows } = await import("./from-files");
          for await (const { row, found } of readRows(rows, base)) check(row, found);
        } else {
          for (const row of rows) check(row);
        }
      }
      const good = packer.take();
      // It arrives as what is in it, and its memory moves to the thread that asked.
      return new Transfer({ good, bad, unused }, [good.index.buffer, good.data.buffer]) as unknown as CheckedParts;
    } catch (error) {
      if (!(error instanceof ColophonError)) throw error;
      const { message, code, advice, exitCode } = error;
      return { refusal: message, code, advice, exitCode };
    }
  },

  async hashLeaves(claims: PackedClaims, nodes: Nodes, first: number): Promise<void> {
    (await trees).hashLeaves(claims, nodes, first);
  },

  async sortLeaves(nodes: Nodes): Promise<void> {
    (await trees).sortLeaves(nodes);
  },

  async hashSubtree(nodes: Nodes, root: number): Promise<void> {
    (await trees).hashSubtree(nodes, root);
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
