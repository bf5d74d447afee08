import { stat } from "node:fs/promises";
import { extname, resolve } from "node:path";

import { shownUrl } from "../../chain/rpc/shown-url";
import { ColophonError, fileError, notARegularFile } from "../../errors";
import { csvRows } from "./csv";
import { ndjsonRows } from "./ndjson";
import { postgresRows } from "./postgres";
import type { MemberRow } from "./row";
import { sqliteRows } from "./sqlite";

const POSTGRES = /^postgres(ql)?:\/\//;
const URL_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

/** How the files that are read are called. */
const READERS: Readonly<
  Record<string, (path: string, query: string, key: string) => AsyncIterable<MemberRow> | Iterable<MemberRow>>
> = {
  ".csv": csvRows,
  ".ndjson": ndjsonRows,
  ".jsonl": ndjsonRows,
  ".sqlite": sqliteRows,
  ".sqlite3": sqliteRows,
  ".db": sqliteRows,
};

/**
 * Opens a member's own database.
 * @param from a CSV, NDJSON or SQLite file, or the URL of a PostgreSQL database
 * @param query SQL, for the last two
 * @param key the column that says what a row is about
 * @throws ColophonError, exit code 2, where it is none of these
 */
export async function openRows(
  from: string,
  query: string,
  key: string,
  cwd: string,
): Promise<AsyncIterable<MemberRow> | Iterable<MemberRow>> {
  if (POSTGRES.test(from)) return postgresRows(from, query, key);
  if (URL_SCHEME.test(from)) throw notReadable(`${shownUrl(from)} is no PostgreSQL database`);
  const path = resolve(cwd, from);
  const found = await stat(path).catch((cause: unknown) => {
    throw fileError(from, cause);
  });
  if (!found.isFile()) throw notARegularFile(from, found.isDirectory());
  const reader = READERS[extname(path).toLowerCase()];
  if (reader !== undefined) return reader(path, query, key);
  throw notReadable(`${from} ends in none of ${Object.keys(READERS).join(", ")}`);
}

function notReadable(message: string): ColophonError {
  return new ColophonError(message, {
    code: "SourceFormatUnknown",
    advice: "Name a CSV, NDJSON or SQLite file, or the URL of a PostgreSQL database.",
    exitCode: 2,
  });
}
