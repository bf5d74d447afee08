/**
 * Opens the catalogue of a home, which brings it up to date. Started by processes.test.ts with the home and a number: before so
 * many calls of SQLite it kills itself; with 0 it does not, and prints how many there were.
 */
import Database from "libsql";

import { Catalogue } from "../../../../lib/catalogue/catalogue";

const [home = "", fatal] = process.argv.slice(2);
let calls = 0;

for (const name of ["exec", "prepare"] as const) {
  const method = Database.prototype[name] as (sql: string) => unknown; // either takes SQL
  Object.assign(Database.prototype, {
    [name](this: Database.Database, sql: string): unknown {
      calls += 1;
      if (calls === Number(fatal)) process.kill(process.pid, "SIGKILL");
      return method.call(this, sql);
    },
  });
}

Catalogue.open(home).then(
  (catalogue) => {
    catalogue.close();
    console.log(calls);
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
