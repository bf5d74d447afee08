import { BatchFile } from "../../lib/batch/file/batch-file";
import { workPages } from "../../lib/batch/file/work-pages";
import { openPool } from "../../lib/batch/prepare/pool";
import type { Catalogue } from "../../lib/catalogue/catalogue";
import { countWorks, hashesIn } from "../../lib/catalogue/query";
import { ColophonError } from "../../lib/errors";
import { chunksOf } from "../../lib/in-order";
import type { Shelf } from "../../lib/store/records";
import { filesIn } from "../shared/open/files-in";

/** Files that are hashed together. */
const FILES_AT_ONCE = 1_024;

/** Which works are meant: those of a batch file, of a folder or a list of files, or all of this home. */
export interface Which {
  readonly batch?: string | undefined;
  readonly from?: string | undefined;
}

/** Works, by their content hashes, and how many they are. */
interface WorksMeant {
  readonly total: number;
  readonly works: AsyncIterable<string> | Iterable<string>;
}

/** The works that are meant. Their number is known before the first of them is looked at, or hashed. */
export async function worksMeant({ batch, from }: Which, catalogue: Catalogue, shelf: Shelf): Promise<WorksMeant> {
  if (batch !== undefined) return worksInBatch(batch);
  if (from === undefined) return { total: countWorks(catalogue, shelf), works: hashesIn(catalogue, shelf) };
  const paths: string[] = [];
  for await (const { path } of filesIn(from)) paths.push(path);
  return { total: paths.length, works: hashed(paths) };
}

function worksInBatch(path: string): WorksMeant {
  const batch = BatchFile.open(path, "read");
  return { total: batch.head.works, works: hashesOf(batch) };
}

function* hashesOf(batch: BatchFile): Generator<string> {
  try {
    for (const page of workPages(batch)) yield* page.map(([, , , contentHash]) => `0x${contentHash}`);
  } finally {
    batch.close();
  }
}

/** @throws ColophonError where a file cannot be read: whoever names files means all of them */
async function* hashed(paths: readonly string[]): AsyncGenerator<string> {
  const pool = openPool();
  try {
    for await (const some of chunksOf(paths, FILES_AT_ONCE)) {
      for (const file of await pool.hashFiles(some)) {
        if ("contentHash" in file) yield file.contentHash;
        else
          throw new ColophonError(file.problem, {
            code: "BadRows",
            advice: "Put that right, or take the file out of the list.",
            exitCode: 2,
          });
      }
    }
  } finally {
    await pool.close();
  }
}
