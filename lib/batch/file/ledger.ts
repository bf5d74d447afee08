import { isDeepStrictEqual } from "node:util";

import type { Journal, JournalEntry } from "../../chain/sending/pipeline/journal";
import type { BatchFile } from "./batch-file";
import { allRows, atomically, type Database, firstRow, numberOf, prepared } from "./database";

/** A call that is on chain. */
export interface CallReceipt {
  readonly call: number;
  readonly transactionHash: string;
  readonly block: number;
}

/** What came of a call that is on chain. */
export interface SettledCall extends CallReceipt {
  /** Those of its works that were not taken. */
  readonly rejections: readonly Rejection[];
}

/** A work that the registry did not take. */
export interface Rejection {
  /** The work's id in the batch file. */
  readonly work: number;
  readonly reason: string;
}

/** What the chain says of a batch's root; the time is Unix seconds. */
export interface Anchored {
  readonly account: string;
  readonly anchoredAt: number;
  readonly block: number;
}

/** What became of a batch so far, in its file. Every change is on the disk before its function returns. */
export class Ledger implements Journal {
  readonly #database: Database;

  constructor({ database }: BatchFile) {
    this.#database = database;
  }

  /** The signed transactions of calls that have no receipt, in the order in which they were signed. */
  entries(): JournalEntry[] {
    // The price is text, since it may be larger than SQLite's numbers.
    const rows = allRows<Omit<JournalEntry, "gasPrice"> & { gasPrice: string }>(
      this.#database,
      `SELECT call AS key, sender AS "from", nonce, gas_price AS gasPrice, hash, raw FROM transactions
       WHERE call NOT IN (SELECT call FROM receipts) ORDER BY id`,
    );
    return rows.map((signed) => ({ ...signed, gasPrice: BigInt(signed.gasPrice) }));
  }

  /** Keeps signed transactions. */
  add(signed: readonly JournalEntry[]): void {
    const insert = prepared(
      this.#database,
      "INSERT INTO transactions (call, sender, nonce, gas_price, hash, raw) VALUES (?, ?, ?, ?, ?, ?)",
    );
    atomically(this.#database, () => {
      for (const { key, from, nonce, gasPrice, hash, raw } of signed) {
        insert.run([key, from, nonce, String(gasPrice), hash, raw]);
      }
    });
  }

  /** Notes that calls are on chain, and what of them was not taken. */
  settle(calls: readonly SettledCall[]): void {
    const insertReceipt = prepared(this.#database, "INSERT OR REPLACE INTO receipts VALUES (?, ?, ?)");
    const insertRejection = prepared(this.#database, "INSERT OR REPLACE INTO rejections VALUES (?, ?)");
    atomically(this.#database, () => {
      for (const { call, transactionHash, block, rejections } of calls) {
        insertReceipt.run([call, transactionHash, block]);
        for (const { work, reason } of rejections) insertRejection.run([work, reason]);
      }
    });
  }

  /** Forgets that a call is on chain: the chain has given up the block. @param works the ids of the call's works */
  unsettle(call: number, works: readonly number[]): void {
    atomically(this.#database, () => {
      prepared(this.#database, "DELETE FROM receipts WHERE call = ?").run([call]);
      const remove = prepared(this.#database, "DELETE FROM rejections WHERE work = ?");
      for (const work of works) remove.run([work]);
    });
  }

  /** Forgets what was signed for a call: it failed in a block, so that only a new transaction can do better. */
  drop(call: number): void {
    prepared(this.#database, "DELETE FROM transactions WHERE call = ?").run([call]);
  }

  /** The calls that are on chain, in their order. */
  receipts(): CallReceipt[] {
    return allRows(
      this.#database,
      "SELECT call, transaction_hash AS transactionHash, block FROM receipts ORDER BY call",
    );
  }

  /** The works that the registry did not take. */
  rejections(): Rejection[] {
    return allRows(this.#database, "SELECT work, reason FROM rejections ORDER BY work");
  }

  /** How many works the registry did not take. */
  get rejected(): number {
    return numberOf(this.#database, "SELECT count(*) FROM rejections");
  }

  /** What was noted of the root; undefined before it is on chain. */
  anchored(): Anchored | undefined {
    const row = firstRow<Anchored>(this.#database, "SELECT account, anchored_at AS anchoredAt, block FROM anchor");
    if (row === undefined) return undefined;
    // What libsql gives has more in it than the columns.
    const { account, anchoredAt, block } = row;
    return { account, anchoredAt, block };
  }

  /** Notes what the chain says of the root. A file that has it already stays as it is, byte for byte. */
  setAnchored(anchored: Anchored | undefined): void {
    if (isDeepStrictEqual(anchored, this.anchored())) return;
    atomically(this.#database, () => {
      this.#database.exec("DELETE FROM anchor");
      if (anchored === undefined) return;
      const { account, anchoredAt, block } = anchored;
      prepared(this.#database, "INSERT INTO anchor VALUES (?, ?, ?)").run([account, anchoredAt, block]);
    });
  }
}
