import { type Database, firstRow, insertRows, isUnwritable, numberOf, prepared } from "../batch/file/database";
import { ColophonError } from "../errors";
import type { Changes } from "./changes";
import { type Entry, readSource } from "./entries";
import { FEW_WORDS, INDEXES, MANY_WORDS, WORKS_INDEXES } from "./format";
import { beginMerge, endMerge, insertLone, involveAll, involveForgotten, involveFresh, involveSeen } from "./merge";
import { type Source, sourcesOf } from "./sources";
import { indexedWords } from "./words";

/** Brings a catalogue up to date. To be called within one transaction. */
export function apply(database: Database, home: string, { stale, fresh, seen }: Changes): void {
  beginMerge(database);
  for (const source of stale) {
    involveForgotten(database, source);
    forget(database, source);
  }
  const loaded = fresh.map((source) => load(database, home, source));
  for (const source of loaded) involveFresh(database, source);
  if (seen) involveSeen(database);
  database.exec("DELETE FROM works WHERE (hash, shelf) IN (SELECT hash, shelf FROM involved)");
  for (const source of loaded) insertLone(database, source);
  endMerge(database);
}

/** Fills a catalogue that has nothing but its tables: the indexes come last. */
export function fill(database: Database, home: string): void {
  database.exec(MANY_WORDS);
  for (const source of sourcesOf(home)) load(database, home, source);
  database.exec(FEW_WORDS);
  database.exec(INDEXES);
  beginMerge(database);
  involveAll(database);
  insertLone(database);
  endMerge(database);
  database.exec(WORKS_INDEXES);
}

function forget(database: Database, source: number): void {
  prepared(database, "DELETE FROM words WHERE rowid IN (SELECT id FROM entries WHERE source = ?)").run([source]);
  prepared(database, "DELETE FROM entries WHERE source = ?").run([source]);
  prepared(database, "DELETE FROM sources WHERE id = ?").run([source]);
}

/** Reads a source. One that cannot be read is named in the catalogue, and the others are none the worse. @returns its id */
function load(database: Database, home: string, source: Source): number {
  const shelf = shelfId(database, source.shelf);
  const insert = "INSERT INTO sources (shelf, kind, path, stamp) VALUES (?, ?, ?, ?)";
  prepared(database, insert).run([shelf, source.kind, source.path, source.stamp]);
  const id = numberOf(database, "SELECT last_insert_rowid()");
  try {
    const origin = readSource(home, source, (entries) => {
      insertEntries(database, id, shelf, entries);
    });
    prepared(database, "UPDATE sources SET origin = ? WHERE id = ?").run([origin, id]);
  } catch (error) {
    // That is no fault of the source.
    if (isUnwritable(error)) throw error;
    const problem = error instanceof ColophonError ? error.message : String(error);
    forget(database, id);
    prepared(database, "INSERT INTO sources VALUES (?, ?, ?, ?, ?, NULL, ?)").run([
      ...[id, shelf, source.kind, source.path, source.stamp, problem],
    ]);
  }
  return id;
}

function shelfId(database: Database, name: string): number {
  prepared(database, "INSERT OR IGNORE INTO shelves (name) VALUES (?)").run([name]);
  return firstRow<{ id: number }>(database, "SELECT id FROM shelves WHERE name = ?", [name])?.id ?? 0;
}

function insertEntries(database: Database, source: number, shelf: number, entries: readonly Entry[]): void {
  const first = numberOf(database, "SELECT coalesce(max(id), 0) + 1 FROM entries");
  const rows = entries.map((entry, index) => {
    const { title, author, language, published, version, basedOn } = entry.description;
    return [
      ...[first + index, source, shelf, entry.hash, entry.line, entry.rank, entry.since, entry.block, entry.finalAt],
      ...[
        entry.owner,
        entry.path,
        entry.size,
        title,
        author,
        language,
        published,
        version,
        basedOn,
        entry.metadataHash,
      ],
    ];
  });
  insertRows(database, "entries", `(?, ?, ?, unhex(?), ${"?, ".repeat(13)}unhex(?), unhex(?))`, rows);
  const words = entries.map(({ description: { title, author }, path }, index) => [
    ...[first + index, wordsIn(title), wordsIn(author), wordsIn(path)],
  ]);
  insertRows(database, "words (rowid, title, author, path)", "(?, ?, ?, ?)", words);
}

function wordsIn(text: string | null): string | null {
  return text === null ? null : indexedWords(text);
}
