#!/usr/bin/env bash
# libsql 0.5.29 runs a statement with too few values, and stores NULL for those that are missing; it runs one with too many,
# and drops the rest. better-sqlite3 12.4.1, whose interface it has, refuses both with a RangeError.
# Guess: both are refused.
# For Colophon: a column that is left out by mistake is no error, so the columns of a batch file are NOT NULL wherever the format
# allows, and a batch file is checked against its schema and its tree when it is opened.
source "$(dirname "$0")/../shared/begin.sh"
packages libsql@0.5.29 better-sqlite3@12.4.1

cat >probe.cjs <<'JS'
for (const name of ["libsql", "better-sqlite3"]) {
  const Database = require(name);
  const database = new Database(":memory:");
  database.exec("CREATE TABLE works (name TEXT, note TEXT)");
  for (const values of [["a"], ["a", "b"], ["a", "b", "c"]]) {
    try {
      database.prepare("INSERT INTO works VALUES (?, ?)").run(values);
      const { name: stored, note } = database.prepare("SELECT * FROM works ORDER BY rowid DESC").all()[0];
      console.log(`${name}: ${values.length} values for 2: ${stored}, ${note}`);
    } catch (error) {
      console.log(`${name}: ${values.length} values for 2: ${error.constructor.name}`);
    }
  }
}
JS
node probe.cjs >seen

compare seen <<'SEEN'
libsql: 1 values for 2: a, null
libsql: 2 values for 2: a, b
libsql: 3 values for 2: a, b
better-sqlite3: 1 values for 2: RangeError
better-sqlite3: 2 values for 2: a, b
better-sqlite3: 3 values for 2: RangeError
SEEN
