import { stat } from "node:fs/promises";
import { extname, resolve } from "node:path";

import { shownUrl } from "../../chain/nodes/shown-url";
import { ColophonError, fileError, notARegularFile } from "../../errors";
import { csvRows } from "./csv";
import { ndjsonRows } from "./ndjson";
import { postgresRows } from "./postgres";
import type { MemberRow } from "./row";
import { sqliteRows } from "./sqlite";

const POSTGRES = /^postgres(ql)?:\/\//;
const URL_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

type Rows = AsyncIterable<MemberRow> | Iterable<MemberRow>;

/** How the texts are called whose rows are all read. */
const TEXTS: Readonly<Record<string, (path: string, key: string) => Rows>> = {
  ".csv": csvRows,
  ".ndjson": ndjsonRows,
  ".jsonl": ndjsonRows,
};
/** How the databases are called that are asked by a query. */
const DATABASES: Readonly<Record<string, (path: string, query: string, key: string) => Rows>> = {
  ".sqlite": sqliteRows,
  ".sqlite3": sqliteRows,
  ".db": sqliteRows,
};

/** What rows are about. */
export interface RowSubject {
  /** The column that says it. */
  readonly key: string;
  /** The table that has them where no query says another. */
  readonly table: string;
}

/** Of works. */
export const WORK_ROWS: RowSubject = { key: "content_hash", table: "works" };
/** Of parties. */
export const PARTY_ROWS: RowSubject = { key: "account", table: "parties" };

/**
 * Opens a member's own database.
 * @param from a CSV, NDJSON or SQLite file, or the URL of a PostgreSQL database
 * @param query SQL, for the last two; default: all of the subject's table
 * @throws ColophonError, exit code 2, where it is none of these, or a query is given of what takes none
 */
export async function openRows(
  from: string,
  query: string | undefined,
  { key, table }: RowSubject,
  cwd: string,
): Promise<Rows> {
  const asked = query ?? `SELECT * FROM ${table}`;
  if (POSTGRES.test(from)) return postgresRows(from, asked, key);
  if (URL_SCHEME.test(from)) throw notReadable(`${shownUrl(from)} is no PostgreSQL database`);
  const path = resolve(cwd, from);
  const found = await stat(path).catch((cause: unknown) => {
    throw fileError(from, cause);
  });
  if (!found.isFile()) throw notARegularFile(from, found.isDirectory());
  const extension = extname(path).toLowerCase();
  const database = DATABASES[extension];
  if (database !== undefined) return database(path, asked, key);
  const text = TEXTS[extension];
  if (text === undefined) {
    throw notReadable(`${from} ends in none of ${Object.keys({ ...TEXTS, ...DATABASES }).join(", ")}`);
  }
  if (query === undefined) return text(path, key);
  throw new ColophonError(`${from} is a text, all of which is read: it takes no query`, {
    code: "QueryOfText",
    advice: "Leave out --query, and name the columns in the file as docs/reconcile.md lists them.",
    exitCode: 2,
  });
}

function notReadable(message: string): ColophonError {
  return new ColophonError(message, {
    code: "SourceFormatUnknown",
    advice: "Name a CSV, NDJSON or SQLite file, or the URL of a PostgreSQL database.",
    exitCode: 2,
  });
}
