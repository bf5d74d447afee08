import { allRows, type Database, firstRow, numberOf, prepared } from "../batch/file/database";
import { ColophonError } from "../errors";
import { entriesIn, type Entry, originOf } from "./entries";
import { INDEXES, RANK, WORKS_INDEXES } from "./format";
import { type Source, sourcesOf } from "./sources";
import { indexedWords } from "./words";

/** What there is to be done so that a catalogue says what its home has. */
export interface Changes {
  /** The ids of the sources that are gone or have changed. */
  readonly stale: readonly number[];
  /** Those that are new or have changed. */
  readonly fresh: readonly Source[];
  /** Whether something was seen on chain since. */
  readonly seen: boolean;
}

/** Compares a catalogue with the files of its home. */
export function changesOf(database: Database, home: string): Changes {
  const known = new Map(
    allRows<{ id: number; path: string; stamp: string }>(database, "SELECT id, path, stamp FROM sources").map(
      ({ id, path, stamp }) => [path, { id, stamp }],
    ),
  );
  const fresh: Source[] = [];
  for (const source of sourcesOf(home)) {
    if (known.get(source.path)?.stamp === source.stamp) known.delete(source.path);
    else fresh.push(source);
  }
  const { seen, number } = seenSoFar(database);
  const before = firstRow<{ seen: string; number: number }>(database, "SELECT seen, number FROM progress");
  return {
    stale: [...known.values()].map(({ id }) => id),
    fresh,
    seen: before?.seen !== seen || before.number !== number,
  };
}

/** Which file of what was seen is attached, and a number that grows with every change of it. */
function seenSoFar(database: Database): { seen: string; number: number } {
  const seen = firstRow<{ id: string }>(database, "SELECT id FROM seen.about")?.id ?? "";
  const newest = "(SELECT seq FROM seen.sqlite_sequence WHERE name = ";
  return { seen, number: numberOf(database, `coalesce(${newest}'titles'), 0) + coalesce(${newest}'blocks'), 0)`) };
}

/** Brings a catalogue up to date. To be called within one transaction. */
export function apply(database: Database, home: string, { stale, fresh, seen }: Changes): void {
  beginMerge(database);
  for (const source of stale) {
    prepared(database, "INSERT OR IGNORE INTO involved SELECT shelf, hash FROM entries WHERE source = ?").run([source]);
    forget(database, source);
  }
  const loaded = fresh.map((source) => load(database, home, source));
  for (const source of loaded) {
    prepared(
      database,
      `INSERT OR IGNORE INTO involved SELECT shelf, hash FROM entries WHERE source = ? AND (
         (SELECT count(*) FROM entries AS other WHERE other.hash = entries.hash AND other.shelf = entries.shelf) > 1
         OR EXISTS (SELECT 1 FROM seen.titles JOIN shelves ON shelves.name = titles.shelf
                    WHERE shelves.id = entries.shelf AND titles.hash = entries.hash))`,
    ).run([source]);
  }
  if (seen) involveSeen(database);
  database.exec("DELETE FROM works WHERE (hash, shelf) IN (SELECT hash, shelf FROM involved)");
  for (const source of loaded) prepared(database, `${INSERT_LONE} AND entries.source = ?`).run([source]);
  endMerge(database);
}

/** Fills a catalogue that has nothing but its tables: the indexes come last. */
export function fill(database: Database, home: string): void {
  for (const source of sourcesOf(home)) load(database, home, source);
  database.exec(INDEXES);
  beginMerge(database);
  database.exec(`
    INSERT OR IGNORE INTO shelves (name) SELECT DISTINCT shelf FROM seen.titles;
    INSERT INTO involved SELECT shelf, hash FROM entries GROUP BY hash, shelf HAVING count(*) > 1;
    INSERT OR IGNORE INTO involved
      SELECT shelves.id, hash FROM seen.titles JOIN shelves ON shelves.name = titles.shelf;
    ${INSERT_LONE}`);
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
    prepared(database, "UPDATE sources SET origin = ? WHERE id = ?").run([originOf(home, source), id]);
    for (const entries of entriesIn(home, source)) insertEntries(database, id, shelf, entries);
  } catch (error) {
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
  const rows = entries.map(({ description: { title, author, language, published, version, basedOn }, ...entry }) => [
    ...[entry.hash, entry.line, entry.rank, entry.since, entry.block, entry.finalAt, entry.owner, entry.path],
    ...[entry.size, title, author, language, published, version, basedOn, entry.metadataHash],
  ]);
  prepared(
    database,
    `INSERT INTO entries SELECT ?2 + key, ?3, ?4, unhex(value ->> 0),
       value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8,
       value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13, unhex(value ->> 14), unhex(value ->> 15)
     FROM json_each(?1)`,
  ).run([JSON.stringify(rows), first, source, shelf]);
  const words = entries.map(({ description: { title, author }, path }) =>
    [title, author, path].map((text) => (text === null ? null : indexedWords(text))),
  );
  prepared(
    database,
    "INSERT INTO words (rowid, title, author, path) SELECT ?2 + key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1)",
  ).run([JSON.stringify(words), first]);
}

/** What a work comes to of which one source tells, and nothing was seen. */
const INSERT_LONE = `
  INSERT INTO works (shelf, hash, entry, state, since, final_at, owner)
  SELECT entries.shelf, entries.hash, entries.id,
    CASE rank WHEN ${RANK.titled} THEN 'titled' WHEN ${RANK.anchored} THEN 'anchored' ELSE 'unknown' END,
    coalesce(since, blocks.time), coalesce(entries.final_at, blocks.final_at), owner
  FROM entries
  LEFT JOIN shelves ON rank = ${RANK.titled} AND since IS NULL AND shelves.id = entries.shelf
  LEFT JOIN seen.blocks ON blocks.shelf = shelves.name AND blocks.block = entries.block
  WHERE NOT EXISTS (
    SELECT 1 FROM involved WHERE involved.shelf = entries.shelf AND involved.hash = entries.hash)`;

function beginMerge(database: Database): void {
  database.exec("CREATE TEMP TABLE involved (shelf INTEGER, hash BLOB, PRIMARY KEY (shelf, hash)) WITHOUT ROWID");
}

/** The works of which something was seen since the catalogue was last up to date; all of them where that cannot be told. */
function involveSeen(database: Database): void {
  database.exec(`
    INSERT OR IGNORE INTO shelves (name) SELECT DISTINCT shelf FROM seen.titles;
    INSERT OR IGNORE INTO involved
      SELECT works.shelf, works.hash FROM works LEFT JOIN entries ON entries.id = works.entry
      WHERE (seen_number IS NOT NULL OR entries.rank = ${RANK.titled} AND entries.since IS NULL)
        AND NOT EXISTS (SELECT 1 FROM progress JOIN seen.about ON progress.seen = about.id);
    INSERT OR IGNORE INTO involved
      SELECT shelves.id, hash FROM seen.titles JOIN shelves ON shelves.name = titles.shelf
      WHERE NOT EXISTS (SELECT 1 FROM works WHERE works.hash = titles.hash AND works.shelf = shelves.id
                          AND works.seen_number = titles.number);
    INSERT OR IGNORE INTO involved
      SELECT entries.shelf, entries.hash FROM entries JOIN shelves ON shelves.id = entries.shelf
      JOIN seen.blocks ON blocks.shelf = shelves.name AND blocks.block = entries.block
      WHERE entries.rank = ${RANK.titled} AND entries.since IS NULL
        AND EXISTS (SELECT 1 FROM works WHERE works.hash = entries.hash AND works.shelf = entries.shelf
                      AND works.since IS NOT blocks.time)`);
}

/**
 * Makes the rows of the works of which several sources tell, or something was seen. What was seen on chain counts unless a
 * source tells of a later block. The entry that describes a work has the metadata that the chain was seen to have, else it is
 * the one by whose rank and time the work's state is told.
 */
function endMerge(database: Database): void {
  const others = "FROM entries AS other WHERE other.hash = involved.hash AND other.shelf = involved.shelf";
  const order = `ORDER BY other.rank, other.since IS NULL, other.since,
    (SELECT path FROM sources WHERE sources.id = other.source), other.line, other.metadata_hash LIMIT 1`;
  const anchored = `${others} AND other.rank = ${RANK.anchored}`;
  database.exec(`
    INSERT INTO works (shelf, hash, entry, state, since, final_at, owner, seen_at, seen_number)
    SELECT involved.shelf, involved.hash,
      coalesce(iif(counts, (SELECT id ${others} AND other.metadata_hash = titles.metadata_hash ${order}), NULL), best.id),
      CASE
        WHEN counts AND titles.status <> 'none' THEN iif(titles.status = 'in force', 'titled', titles.status)
        WHEN best.rank = ${RANK.titled} AND NOT counts THEN 'titled'
        WHEN EXISTS (SELECT 1 ${anchored}) THEN 'anchored'
        ELSE 'unknown' END,
      CASE
        WHEN counts AND titles.status <> 'none' THEN titles.since
        WHEN best.rank = ${RANK.titled} AND NOT counts THEN coalesce(best.since, blocks.time)
        ELSE (SELECT min(other.since) ${anchored}) END,
      CASE
        WHEN counts THEN titles.final_at
        WHEN best.rank = ${RANK.titled} THEN coalesce(best.final_at, blocks.final_at) END,
      coalesce(iif(counts, titles.owner, NULL), best.owner),
      iif(counts, titles.block, NULL),
      titles.number
    FROM (
      SELECT involved.*, (SELECT id ${others} ${order}) AS best_id, titles.number AS title_number,
        titles.number IS NOT NULL AND titles.block >= coalesce(
          (SELECT max(other.block) ${others} AND other.rank = ${RANK.titled}), 0) AS counts
      FROM temp.involved AS involved
      JOIN shelves ON shelves.id = involved.shelf
      LEFT JOIN seen.titles ON titles.shelf = shelves.name AND titles.hash = involved.hash
    ) AS involved
    JOIN shelves ON shelves.id = involved.shelf
    LEFT JOIN seen.titles ON titles.number = involved.title_number
    LEFT JOIN entries AS best ON best.id = involved.best_id
    LEFT JOIN seen.blocks ON blocks.shelf = shelves.name AND blocks.block = best.block
    WHERE best.id IS NOT NULL OR titles.number IS NOT NULL;
    DROP TABLE involved;
    DELETE FROM progress`);
  const { seen, number } = seenSoFar(database);
  prepared(database, "INSERT INTO progress VALUES (?, ?)").run([seen, number]);
}
