import Database from "libsql";
import { Client } from "pg";

import type { Workshop } from "../workshop";
import type { Postgres } from "./postgres";

/** A row of a member's database, by the columns' names as the client has them. */
export type DatabaseRow = Readonly<Record<string, string | number | undefined>>;

/** A table of a member's own. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns that are Unix seconds here, and times in PostgreSQL. */
  readonly times: readonly string[];
}

/** Writes rows in one of the forms that databases have. @returns what the command is told */
export type WriteRows = (workshop: Workshop, postgres: Postgres, rows: readonly DatabaseRow[]) => Promise<string>;

/** All forms that a member's database can have. */
export function databaseForms({ name, columns, times }: Table): Readonly<Record<string, WriteRows>> {
  const sqlName = (column: string): string => column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const valuesOf = (row: DatabaseRow): readonly (string | number | null)[] =>
    columns.map((column) => row[column] ?? null);
  const csvOf = (rows: readonly DatabaseRow[]): string =>
    [columns.join(","), ...rows.map((row) => columns.map((column) => row[column] ?? "").join(",")), ""].join("\r\n");
  return {
    "a CSV file": async (workshop, _, rows) => workshop.write("rows.csv", csvOf(rows)).path,
    "an NDJSON file": async (workshop, _, rows) =>
      workshop.write("rows.ndjson", rows.map((row) => JSON.stringify(row)).join("\n")).path,
    "an SQLite file": async (workshop, _, rows) => {
      const path = workshop.at("rows.sqlite");
      const database = new Database(path);
      database.exec(`DROP TABLE IF EXISTS ${name}; CREATE TABLE ${name} (${columns.map(sqlName).join(", ")})`);
      const insert = database.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => "?").join(", ")})`);
      database.exec("BEGIN");
      for (const row of rows) insert.run([...valuesOf(row)]);
      database.exec("COMMIT");
      database.close();
      return path;
    },
    "a PostgreSQL database": async (_, postgres, rows) => {
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      const typed = columns.map((column) => `${sqlName(column)} ${times.includes(column) ? "timestamptz" : "text"}`);
      await client.query(`DROP TABLE IF EXISTS ${name}`);
      await client.query(`CREATE TABLE ${name} (${typed.join(", ")}, price money)`);
      const cells = columns.map((column, index) =>
        times.includes(column) ? `to_timestamp((x->>${index})::bigint)` : `x->>${index}`,
      );
      const insert = `INSERT INTO ${name} SELECT ${cells.join(", ")}, '12' FROM json_array_elements($1) AS x`;
      await client.query(insert, [JSON.stringify(rows.map(valuesOf))]);
      await client.end();
      return postgres.url;
    },
  };
}
