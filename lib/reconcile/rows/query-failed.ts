import { ColophonError } from "../../errors";

/** Queries that name the columns, by the one that says what rows are about. */
const EXAMPLES: Readonly<Record<string, string>> = {
  content_hash: "SELECT sha256 AS content_hash, owner FROM articles",
  account: "SELECT address AS account FROM members",
};

/**
 * A query that its database refuses.
 * @param where the database as it may be shown
 * @param cause what is in words already stays
 * @param key the column that says what rows are about
 */
export function queryFailed(where: string, cause: unknown, key: string): ColophonError {
  if (cause instanceof ColophonError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ColophonError(`${where}: the query fails: ${reason}`, {
    code: "QueryFailed",
    advice: `Give a query that names the columns: --query '${EXAMPLES[key] ?? `SELECT ${key} FROM …`}'.`,
    exitCode: 2,
    cause,
  });
}
