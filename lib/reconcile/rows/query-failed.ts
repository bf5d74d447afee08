import { ColophonError } from "../../errors";

/** A query that its database refuses. @param where the database as it may be shown @param cause what is in words already stays */
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
