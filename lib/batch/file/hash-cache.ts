import { rmSync } from "node:fs";
import { stat } from "node:fs/promises";

import { z } from "zod";

import type { HashedFile } from "../../hashing/hash-file";
import { createDatabase, type Database, isDamaged } from "./database";

/** Smaller files are hashed again as fast as they are looked up. In bytes. */
export const WORTH_KEEPING = 8 * 1024 * 1024;

const rowSchema = z.object({ hash: z.string(), size: z.number() });

/**
 * The hashes of large files, so that a run that was killed does not read them again. A file counts as the same while its
 * device, inode, length and times are, as git has it in its index.
 */
export class HashCache {
  readonly #database: Database;

  constructor(path: string) {
    this.#database = openCache(path);
  }

  /** A stamp of a file as it is now; undefined where it cannot be read. */
  async stampOf(path: string): Promise<string | undefined> {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    return found && [path, found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join("|");
  }

  find(stamp: string): HashedFile | undefined {
    const row = this.#database.prepare("SELECT hash, size FROM hashes WHERE stamp = ?").get([stamp]);
    if (row === undefined) return undefined;
    const { hash, size } = rowSchema.parse(row);
    return { contentHash: hash, size };
  }

  /** @param stamp from before the file was hashed */
  keep(stamp: string, { contentHash, size }: HashedFile): void {
    this.#database.prepare("INSERT OR REPLACE INTO hashes VALUES (?, ?, ?)").run([stamp, contentHash, size]);
  }

  close(): void {
    this.#database.close();
  }
}

/** A cache that is damaged is begun anew: nothing depends on it. */
function openCache(path: string): Database {
  const create = (): Database => {
    const database = createDatabase(path);
    database.exec("CREATE TABLE IF NOT EXISTS hashes (stamp TEXT PRIMARY KEY, hash TEXT NOT NULL, size INTEGER)");
    return database;
  };
  try {
    return create();
  } catch (error) {
    if (!isDamaged(error)) throw error;
    rmSync(path);
    return create();
  }
}
