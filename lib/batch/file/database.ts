import { accessSync, constants, existsSync, readFileSync, realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";

import Database from "libsql";
import { z } from "zod";

import { ColophonError, fileError, isErrorCode } from "../../errors";

export type { Database } from "libsql";

/** How long to wait for another process that is just writing, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5_000;

const JOURNAL_MAGIC = Buffer.from("d9d505f920a163d7", "hex");

/** `EXTRA`: what was committed is on the disk, the folder's entry of the journal included. */
const DURABLE = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA";

/**
 * Opens an existing SQLite file.
 * @throws ColophonError, exit code 2, where there is none or it may not be read; libsql's errors where it is not one, at
 * the first query at the latest
 */
export function openDatabase(path: string, access: "read" | "write"): Database.Database {
  const real = realPathOf(path);
  refuseSuperJournal(path, real);
  // A process that was killed in the middle of a change has left it for the next one to undo, which a reader may not.
  if (access === "read" && existsSync(`${real}-journal`)) undoUnfinished(real);
  const database = openExisting(real, access === "read" ? "ro" : "rw");
  if (access === "write") database.exec(DURABLE);
  return database;
}

/** Where the file is: SQLite follows links, and uses the journal that lies beside the file itself. */
function realPathOf(path: string): string {
  try {
    const real = realpathSync(path);
    accessSync(real, constants.R_OK);
    return real;
  } catch (cause) {
    throw fileError(path, cause);
  }
}

function openExisting(path: string, mode: "ro" | "rw"): Database.Database {
  return new Database(`${pathToFileURL(path).href}?mode=${mode}`, { timeout: BUSY_TIMEOUT_MS });
}

/**
 * A journal can name a second one, which SQLite deletes when it undoes the change: in a file from somebody else that may be
 * any file of ours. Nothing here writes such journals; they end with these bytes (https://sqlite.org/fileformat.html).
 */
function refuseSuperJournal(path: string, real: string): void {
  const journal = `${real}-journal`;
  if (existsSync(journal) && readFileSync(journal).subarray(-JOURNAL_MAGIC.length).equals(JOURNAL_MAGIC)) {
    throw notADatabase(path, "the journal beside it names other files");
  }
}

/** Any question makes SQLite undo what is unfinished. Where it cannot, whoever reads next is told why. */
function undoUnfinished(path: string): void {
  try {
    const database = openExisting(path, "rw");
    database.prepare("SELECT count(*) FROM sqlite_master").get([]);
    database.close();
  } catch {
    return;
  }
}

/** Does several changes, all of them or none; when it returns they are on the disk. What `work` throws is thrown. */
export function atomically(database: Database.Database, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    // A failing disk ends the transaction by itself, and that it cannot be ended again would hide the reason.
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Larger than SQLite's own, for files of many rows: fewer pages are written, and an index takes two thirds of the time. */
const PAGE_BYTES = 16 * 1024;

/** Makes a SQLite file that only counts once it is complete: nothing is journaled, and nothing reaches the disk in order. */
export function createScratchDatabase(path: string): Database.Database {
  const database = new Database(pathToFileURL(path).href);
  database.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  database.exec(
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -4096",
  );
  return database;
}

/**
 * Makes or opens a SQLite file that is durable from the first commit on.
 * @param timeout how long to wait for another process that is just writing, in milliseconds
 */
export function createDatabase(path: string, timeout = 0): Database.Database {
  const database = new Database(pathToFileURL(path).href, { timeout });
  database.exec(DURABLE);
  return database;
}

/** Readers and one writer at a time do not wait for each other, and a commit does not wait for the disk. */
const SHARED = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";

/**
 * Opens an existing SQLite file that several processes read and write at once. What was committed survives a process that is
 * killed; a loss of power may take the newest changes, whole ones.
 */
export function openShared(path: string): Database.Database {
  const database = openExisting(realPathOf(path), "rw");
  database.exec(`${SHARED}; PRAGMA cache_size = -65536`);
  return database;
}

/** Makes or opens a SQLite file of what can be had again: as `openShared`. */
export function createCache(path: string): Database.Database {
  const database = new Database(pathToFileURL(path).href, { timeout: BUSY_TIMEOUT_MS });
  database.exec(SHARED);
  return database;
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** A statement that is prepared once for each database. It must be run to its end each time: then it holds no lock. */
export function prepared(database: Database.Database, sql: string): Database.Statement {
  const known = statements.get(database) ?? new Map<string, Database.Statement>();
  statements.set(database, known);
  const statement = known.get(sql) ?? database.prepare(sql);
  known.set(sql, statement);
  return statement;
}

/** Rows that one statement takes: to run one takes libsql as long as to bind some values. */
const ROWS_AT_ONCE = 64;

/**
 * Inserts rows.
 * @param into the table, and its columns where not all are given
 * @param row what stands for a row: `(?, unhex(?))`
 */
export function insertRows(
  database: Database.Database,
  into: string,
  row: string,
  rows: readonly (readonly unknown[])[],
): void {
  const insert = (count: number): Database.Statement =>
    prepared(database, `INSERT INTO ${into} VALUES ${new Array<string>(count).fill(row).join(", ")}`);
  const whole = rows.length - (rows.length % ROWS_AT_ONCE);
  for (let first = 0; first < whole; first += ROWS_AT_ONCE) {
    insert(ROWS_AT_ONCE).run(rows.slice(first, first + ROWS_AT_ONCE).flat());
  }
  for (const rest of rows.slice(whole)) insert(1).run([...rest]);
}

/**
 * The rows that a query gives.
 * @param values in the order of the query, or by the names that stand for them there: `@name`
 * @typeParam Row what the query's columns are: it is written beside it, and nothing checks it
 */
export function allRows<Row>(
  database: Database.Database,
  sql: string,
  values: readonly unknown[] | Readonly<Record<string, unknown>> = [],
): Row[] {
  return prepared(database, sql).all(values) as Row[]; // as the query has it
}

/** The first row that a query gives; undefined where there is none. Not `prepared`: there may be more rows. */
export function firstRow<Row>(
  database: Database.Database,
  sql: string,
  values: readonly unknown[] = [],
): Row | undefined {
  return database.prepare(sql).get([...values]) as Row | undefined; // as the query has it
}

/** The one number that a query gives. */
export function numberOf(database: Database.Database, sql: string): number {
  return firstRow<{ number: number }>(database, `SELECT (${sql}) AS number`)?.number ?? 0;
}

/** The bytes of a column: libsql gives some as a Buffer and some as an ArrayBuffer. */
export function bytesOf(value: ArrayBuffer | Uint8Array): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length) : Buffer.from(value);
}

/** Whether another process holds the file. */
export function isBusy(error: unknown): boolean {
  return isErrorCode(error, "SQLITE_BUSY");
}

/** Whether the file is something else than a database, or damaged. */
export function isDamaged(error: unknown): boolean {
  return isErrorCode(error, "SQLITE_NOTADB") || isErrorCode(error, "SQLITE_CORRUPT");
}

/** What SQLite and libsql say where a file cannot be written. */
const NOT_WRITTEN = /disk is full|disk I\/O error|readonly database|Unable to open connection/i;

/** Whether the disk is full, fails or may not be written. */
export function isUnwritable(error: unknown): boolean {
  return error instanceof Error && NOT_WRITTEN.test(error.message);
}

/**
 * The refusal of a file that is damaged or something else.
 * @param cause what SQLite or a schema says of it; what is meant for a person already stays as it is
 */
export function notADatabase(path: string, cause: unknown): ColophonError {
  if (cause instanceof ColophonError) return cause;
  const reason = reasonIn(cause);
  return new ColophonError(`${path} is not a batch file, or it is damaged: ${reason}`, {
    code: "NotABatchFile",
    advice: "Name a file of .colophon/batches, or restore it from a copy.",
    exitCode: 2,
    cause,
  });
}

/** A schema's error has all of its problems in its message, as JSON; the first one is enough. */
function reasonIn(cause: unknown): string {
  if (cause instanceof z.ZodError) {
    const [issue] = cause.issues;
    return [issue?.path.join("."), issue?.message].filter(Boolean).join(" ");
  }
  return cause instanceof Error ? cause.message : String(cause);
}
