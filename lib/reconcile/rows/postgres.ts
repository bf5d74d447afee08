import { Client, type QueryArrayResult } from "pg";
import Cursor from "pg-cursor";

import { shownUrl } from "../../chain/nodes/shown-url";
import { ColophonError } from "../../errors";
import { queryFailed } from "./query-failed";
import { columnsOf, type MemberRow, nameOf, rowOf } from "./row";

/** Rows that are asked for at a time. */
const AT_A_TIME = 5_000;

/**
 * The rows that a query gives of a PostgreSQL database, in one transaction that may only read. What a URL leaves out, such as
 * the password, is taken from PGPASSWORD and the other variables of libpq.
 * @param url as libpq has it: postgresql://user@host:port/database
 * @throws ColophonError where nobody answers, or the query fails
 */
export async function* postgresRows(url: string, query: string, key: string): AsyncGenerator<MemberRow> {
  const client = await connected(url);
  try {
    await client.query("BEGIN TRANSACTION READ ONLY");
    // Between two pages the chain is asked, which may take longer than a server lets a transaction idle.
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    const cursor = client.query(new Cursor<readonly unknown[]>(query, [], { rowMode: "array" }));
    let number = 0;
    for (;;) {
      const { rows, names } = await nextOf(cursor);
      if (rows.length === 0) return;
      if (number === 0) columnsOf(names, shownUrl(url), key);
      for (const cells of rows) yield rowOf(++number, names, cells);
    }
  } catch (cause) {
    throw queryFailed(shownUrl(url), cause, key);
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  // What ends the connection later is told by the query that waits.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || String(cause) : String(cause);
    throw new ColophonError(`${shownUrl(url)}: no connection: ${reason}`, {
      code: "DatabaseUnreachable",
      advice: "Check host, port, database and user; the password can stand in PGPASSWORD.",
      cause,
    });
  }
}

interface Page {
  readonly rows: readonly (readonly unknown[])[];
  /** What the columns are called. */
  readonly names: readonly string[];
}

function nextOf(cursor: Cursor<readonly unknown[]>): Promise<Page> {
  return new Promise((resolve, reject) => {
    // Behind the last row it calls back without a result, which its types do not say.
    cursor.read(AT_A_TIME, (error: Error | undefined, rows, result?: QueryArrayResult) => {
      if (error) reject(error);
      else resolve({ rows, names: result?.fields.map(({ name }) => nameOf(name)) ?? [] });
    });
  });
}
