import { rmSync } from "node:fs";

import type { HashedFile } from "../../hashing/hash-file";
import { allRows, createCache, type Database, isDamaged, prepared } from "./database";
import type { Stamped } from "./stamps";

/**
 * The coarsest clock of a file system (FAT), in milliseconds: a file that was written so shortly before it was hashed can be
 * written to again without a trace in its times.
 */
const COARSEST_TICK_MS = 2_000;

/**
 * The hashes of files, so that a later run does not read what is as it was, and which batch files have many of them together, so
 * that it need not ask for each. A file counts as the same while its device, inode, length and times are, as git has it in its
 * index. Nothing depends on it: it can be deleted at any time.
 */
export class HashCache {
  readonly #database: Database;
  readonly #newest: number;

  /**
   * @param startedAt from before the first file was hashed, in Unix milliseconds: what was changed just before it, or after it,
   * is not kept (git's rule for racy files). Not given: nothing is kept
   */
  constructor(path: string, startedAt = Number.NEGATIVE_INFINITY) {
    this.#database = openCache(path);
    this.#newest = startedAt - COARSEST_TICK_MS;
  }

  /** The hashes of files, in their order; undefined where a file is not known as it is now. */
  find(files: readonly (Stamped | undefined)[]): (HashedFile | undefined)[] {
    const asked = files.map((file) => (file === undefined ? null : [file.path, file.stamp]));
    const [row] = allRows<{ found: string }>(
      this.#database,
      `SELECT json_group_array(json_array(asked.key, lower(hex(files.hash)), files.size)) AS found
       FROM json_each(?1) AS asked
         CROSS JOIN files ON files.path = asked.value ->> 0 AND files.stamp = asked.value ->> 1`,
      [JSON.stringify(asked)],
    );
    const results = Array<HashedFile | undefined>(files.length).fill(undefined);
    const found = JSON.parse(row?.found ?? "[]") as [number, string, number][]; // as the query makes it
    for (const [index, hash, size] of found) results[index] = { contentHash: `0x${hash}`, size };
    return results;
  }

  /** @param files each with its stamp from before it was hashed */
  keep(files: readonly (readonly [Stamped, HashedFile])[]): void {
    const rows = files.flatMap(([{ path, stamp, changedAt }, { contentHash, size }]) =>
      changedAt < this.#newest ? [[path, stamp, contentHash.slice(2), size]] : [],
    );
    if (rows.length === 0) return;
    prepared(
      this.#database,
      `INSERT OR REPLACE INTO files
       SELECT value ->> 0, value ->> 1, unhex(value ->> 2), value ->> 3 FROM json_each(?)`,
    ).run([JSON.stringify(rows)]);
  }

  /** The batch files (their paths) that have some files together, as it was noted of them as they are now. */
  batchesOf({ path, stamp }: Stamped): readonly string[] | undefined {
    const query = "SELECT batches FROM groups WHERE path = ? AND stamp = ?";
    const [row] = allRows<{ batches: string }>(this.#database, query, [path, stamp]);
    return row === undefined ? undefined : (JSON.parse(row.batches) as string[]); // as keepBatches writes it
  }

  /** Notes which batch files (their paths) have some files together. @param group as it was before they were hashed */
  keepBatches({ path, stamp, changedAt }: Stamped, batches: readonly string[]): void {
    if (changedAt >= this.#newest) return;
    const insert = "INSERT OR REPLACE INTO groups VALUES (?, ?, ?)";
    prepared(this.#database, insert).run([path, stamp, JSON.stringify(batches)]);
  }

  /** Forgets all. */
  forget(): void {
    this.#database.exec("DELETE FROM files; DELETE FROM groups");
  }

  close(): void {
    this.#database.close();
  }
}

/** A cache that is damaged is begun anew: nothing depends on it. */
function openCache(path: string): Database {
  const create = (): Database => {
    const database = createCache(path);
    database.exec(`
      CREATE TABLE IF NOT EXISTS files (
        path TEXT PRIMARY KEY, stamp TEXT NOT NULL, hash BLOB NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS groups (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, batches TEXT NOT NULL)`);
    return database;
  };
  try {
    return create();
  } catch (error) {
    if (!isDamaged(error)) throw error;
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    return create();
  }
}
