import Database from "libsql";

import { isDamaged } from "../../batch/file/database";
import { ColophonError, fileError } from "../../errors";
import { queryFailed } from "./query-failed";
import { columnsOf, type MemberRow, rowOf } from "./row";

/** The rows that a query gives of an SQLite file, which is only read. @throws ColophonError where the query fails */
export function* sqliteRows(path: string, query: string, key: string): Generator<MemberRow> {
  const database = openReadOnly(path);
  try {
    const statement = database.prepare(query).raw(true);
    const names = columnsOf(
      statement.columns().map(({ name }) => name),
      path,
      key,
    );
    let number = 0;
    for (const cells of statement.iterate([]) as Iterable<readonly unknown[]>) yield rowOf(++number, names, cells);
  } catch (cause) {
    throw isDamaged(cause) ? noDatabase(path, cause) : queryFailed(path, cause, key);
  } finally {
    database.close();
  }
}

function noDatabase(path: string, cause: unknown): ColophonError {
  return new ColophonError(`${path} is no SQLite database, or is damaged`, {
    code: "SourceFormatUnknown",
    advice: "Name the database's own file, or give its rows as a CSV or NDJSON file.",
    exitCode: 2,
    cause,
  });
}

function openReadOnly(path: string): Database.Database {
  try {
    return new Database(path, { readonly: true, fileMustExist: true });
  } catch (cause) {
    throw fileError(path, cause);
  }
}
