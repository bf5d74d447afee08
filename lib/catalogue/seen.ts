import { rmSync } from "node:fs";
import { join } from "node:path";

import {
  allRows,
  atomically,
  BUSY_TIMEOUT_MS,
  createDatabase,
  type Database,
  isDamaged,
  prepared,
} from "../batch/file/database";
import type { OfferState, TitleState } from "../chain/contracts/title";
import { fromHex } from "../hex";
import { makeFolder } from "../store/folder";
import type { Shelf } from "../store/records";

const TABLES = `
  CREATE TABLE IF NOT EXISTS about (id TEXT NOT NULL);
  INSERT INTO about SELECT lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM about);
  CREATE TABLE IF NOT EXISTS titles (   -- what the chain last said of a work
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- grows with every change
    shelf TEXT NOT NULL,                -- network/registry
    hash BLOB NOT NULL,
    block INTEGER NOT NULL,             -- the newest one when it was asked
    status TEXT NOT NULL,               -- in force, held, annulled, none
    owner TEXT,
    since INTEGER,                      -- Unix seconds
    final_at INTEGER,
    metadata_hash BLOB,                 -- NULL where it was not asked
    offered_to TEXT,
    offer_ends INTEGER,
    UNIQUE (shelf, hash)
  );
  CREATE TABLE IF NOT EXISTS blocks (   -- times of blocks that batch files name by their numbers
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    shelf TEXT NOT NULL,
    block INTEGER NOT NULL,
    time INTEGER NOT NULL,
    final_at INTEGER NOT NULL,          -- from when a title that was made in it is final
    UNIQUE (shelf, block)
  );`;

/** What the chain said of a work. */
export interface Sighting {
  readonly contentHash: string;
  /** The newest block when the chain was asked. */
  readonly block: number;
  /** Undefined where the work had no title. */
  readonly title: TitleState | undefined;
  /** Undefined where it was not asked. */
  readonly metadataHash?: string | undefined;
  readonly offer?: OfferState | undefined;
}

/** The name under which the registry of a shelf is kept. */
export function shelfName({ network, registry }: Pick<Shelf, "network" | "registry">): string {
  return `${network}/${registry}`;
}

/** The file of what was seen. */
export function seenPath(home: string): string {
  return join(home, "seen.sqlite");
}

/**
 * What this home has seen and what neither its records nor its batch files say: titles as the chain last had them, times of
 * blocks. The chain has it too; without it that is asked again.
 */
export class Seen {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** Opens it, and makes it where there is none or it is damaged. */
  static async open(home: string): Promise<Seen> {
    await makeFolder(home);
    const path = seenPath(home);
    const create = (): Database => {
      const database = createDatabase(path, BUSY_TIMEOUT_MS);
      // Each statement by itself would wait for the disk.
      atomically(database, () => database.exec(TABLES));
      return database;
    };
    try {
      return new Seen(create());
    } catch (error) {
      if (!isDamaged(error)) throw error;
      rmSync(path);
      return new Seen(create());
    }
  }

  /** Notes what the chain says of works now. What was asked of metadata before stays where it is not asked again. */
  noteTitles(shelf: Shelf, sightings: readonly Sighting[]): void {
    const name = shelfName(shelf);
    const before = prepared(
      this.#database,
      "SELECT hex(metadata_hash) AS metadata_hash FROM titles WHERE shelf = ? AND hash = ?",
    );
    const insert = prepared(
      this.#database,
      `INSERT OR REPLACE INTO titles
         (shelf, hash, block, status, owner, since, final_at, metadata_hash, offered_to, offer_ends)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    atomically(this.#database, () => {
      for (const { contentHash, block, title, metadataHash, offer } of sightings) {
        const hash = fromHex(contentHash);
        const [known] = before.all([name, hash]) as { metadata_hash: string }[]; // as the query has it
        insert.run([
          ...[name, hash, block, title?.status ?? "none", title?.owner ?? null],
          ...[title?.registeredAt ?? null, title?.finalAt ?? null],
          hashOf(metadataHash ?? (known && `0x${known.metadata_hash}`)),
          ...[offer?.to ?? null, offer?.expiresAt ?? null],
        ]);
      }
    });
  }

  /** Notes the times of blocks, in Unix seconds. @param revealWindow for how long a title is provisional, in seconds */
  noteBlocks(shelf: Shelf, times: ReadonlyMap<number, number>, revealWindow: number): void {
    const insert = prepared(
      this.#database,
      "INSERT OR REPLACE INTO blocks (shelf, block, time, final_at) VALUES (?, ?, ?, ?)",
    );
    atomically(this.#database, () => {
      for (const [block, time] of times) insert.run([shelfName(shelf), block, time, time + revealWindow]);
    });
  }

  /** The offers of a registry's titles that were open when the chain was last asked. */
  offers(shelf: Shelf): { contentHash: string; owner: string; to: string; expiresAt: number }[] {
    const rows = allRows<{ hash: string; owner: string; to: string; expiresAt: number }>(
      this.#database,
      `SELECT '0x' || lower(hex(hash)) AS hash, owner, offered_to AS "to", offer_ends AS expiresAt FROM titles
       WHERE shelf = ? AND offered_to IS NOT NULL AND owner IS NOT NULL ORDER BY offer_ends, hash`,
      [shelfName(shelf)],
    );
    return rows.map(({ hash, owner, to, expiresAt }) => ({ contentHash: hash, owner, to, expiresAt }));
  }

  close(): void {
    this.#database.close();
  }
}

/** The bytes of a hash; null where there is none. */
function hashOf(hash: string | undefined): Uint8Array | null {
  return hash === undefined || hash === "0x" ? null : fromHex(hash);
}
