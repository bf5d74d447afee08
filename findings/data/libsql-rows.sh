#!/usr/bin/env bash
# libsql 0.5.29 says that it has the interface of better-sqlite3. A BLOB is a Buffer from get() and an ArrayBuffer from all()
# and iterate(); a row from get() has one member more, _metadata; a text that holds U+0000 ends there when it is read, though
# all of it is stored; an INTEGER beyond 2^53 is rounded without an error.
# Guess: as in better-sqlite3: Buffers throughout, rows of the columns alone, whole texts; that large integers are rounded is
# the same there.
# For Colophon: bytes are made Buffers in one place (lib/batch/file), rows are taken apart by name, and what is stored as text is
# RFC 8785 JSON, in which U+0000 is written as an escape.
source "$(dirname "$0")/../shared/begin.sh"
packages libsql@0.5.29

cat >probe.cjs <<'JS'
const Database = require("libsql");

const database = new Database(":memory:");
database.exec("CREATE TABLE works (hash BLOB, note TEXT, number INTEGER)");
database.prepare("INSERT INTO works VALUES (?, ?, ?)").run([Buffer.from("0102", "hex"), "one\u0000two", 2n ** 53n + 1n]);
const rows = database.prepare("SELECT hash, note, number, length(CAST(note AS BLOB)) AS stored FROM works");
const [row] = rows.all();
console.log("get():", rows.get().hash.constructor.name, Object.keys(rows.get()).join(" "));
console.log("all():", row.hash.constructor.name, Object.keys(row).join(" "));
for (const { hash } of rows.iterate()) console.log("iterate():", hash.constructor.name);
console.log("text:", JSON.stringify(row.note), "of", row.stored, "stored bytes");
console.log("2^53 + 1:", row.number);
JS
node probe.cjs >seen

compare seen <<'SEEN'
get(): Buffer hash note number stored _metadata
all(): ArrayBuffer hash note number stored
iterate(): ArrayBuffer
text: "one" of 7 stored bytes
2^53 + 1: 9007199254740992
SEEN
