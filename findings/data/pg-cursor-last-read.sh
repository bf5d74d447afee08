#!/usr/bin/env bash
# pg-cursor 2.22.1, read with a callback: (error, rows, result). Every reading has a result, its fields too, an empty answer's first
# reading as well; the one behind the last row, which every loop ends with, has none. Its rowCount is null until all rows were
# read, and the number of the last reading then, not of all.
# Guess: the result is always there, since the types say so (@types/pg-cursor 2.7.2), and its rowCount is the query's.
# For Colophon: the names of columns come with each reading that has rows, and the last has none (lib/reconcile/rows/postgres.ts).
source "$(dirname "$0")/../shared/begin.sh"
packages pg@8.23.1 pg-cursor@2.22.1 @electric-sql/pglite@0.4.1 @electric-sql/pglite-socket@0.1.1

cat >probe.mjs <<'JS'
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import pg from "pg";
import Cursor from "pg-cursor";

const db = await PGlite.create();
const server = new PGLiteSocketServer({ db, path: "./.s.PGSQL.5432" });
await server.start();
const client = new pg.Client({ host: process.cwd(), user: "postgres", database: "postgres" });
await client.connect();
for (const query of ["SELECT generate_series(1, 5) AS number", "SELECT 1 AS number WHERE false"]) {
  const cursor = client.query(new Cursor(query));
  console.log(query);
  for (let reading = 1; reading <= 3; reading += 1) {
    await new Promise((done) => {
      cursor.read(3, (error, rows, result) => {
        if (error) throw error;
        const about = result === undefined ? "no result" : `rowCount ${result.rowCount}, field ${result.fields[0].name}`;
        done(console.log(`reading ${reading}: ${rows.length} rows, ${about}`));
      });
    });
  }
  await cursor.close();
}
await client.end();
await server.stop();
await db.close();
JS
node probe.mjs >seen

compare seen <<'SEEN'
SELECT generate_series(1, 5) AS number
reading 1: 3 rows, rowCount null, field number
reading 2: 2 rows, rowCount 2, field number
reading 3: 0 rows, no result
SELECT 1 AS number WHERE false
reading 1: 0 rows, rowCount 0, field number
reading 2: 0 rows, no result
reading 3: 0 rows, no result
SEEN
