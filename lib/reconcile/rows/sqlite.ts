import Database from "libsql";

import { ColophonError, fileError } from "../../errors";
import { columnsOf, type MemberRow, rowOf } from "./row";

/** The rows that a query gives of an SQLite file, which is only read. @throws ColophonError where the query fails */
export function* sqliteRows(path: string, query: string): Generator<MemberRow> {
  const database = openReadOnly(path);
  try {
    const statement = database.prepare(query).raw(true);
    const names = columnsOf(
      statement.columns().map(({ name }) => name),
      path,
    );
    let number = 0;
    for (const cells of statement.iterate([]) as Iterable<readonly unknown[]>) yield rowOf(++number, names, cells);
  } catch (cause) {
    throw queryFailed(path, cause);
  } finally {
    database.close();
  }
}

function openReadOnly(path: string): Database.Database {
  try {
    return new Database(path, { readonly: true, fileMustExist: true });
  } catch (cause) {
    throw fileError(path, cause);
  }
}

/** @param where the database as it may be shown @param cause what is in words already stays */
export function queryFailed(where: string, cause: unknown): ColophonError {
  if (cause instanceof ColophonError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ColophonError(`${where}: the query fails: ${reason}`, {
    code: "QueryFailed",
    advice: "Give a query that names the columns: --query 'SELECT sha256 AS content_hash, owner FROM articles'.",
    exitCode: 2,
    cause,
  });
}
