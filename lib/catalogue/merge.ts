import { type Database, numberOf, prepared } from "../batch/file/database";
import { RANK } from "./format";
import { noteProgress, progressOf } from "./progress";
import { described } from "./rows";

/** What a work comes to of which one source tells, and nothing was seen: all of these, or those of one source. */
export function insertLone(database: Database, source?: number): void {
  const lone = `
    INSERT INTO works (shelf, hash, entry, is_lone, state, since, final_at, owner, path, size, title)
    SELECT entries.shelf, entries.hash, entries.id, 1,
      CASE rank WHEN ${RANK.titled} THEN 'titled' WHEN ${RANK.anchored} THEN 'anchored' ELSE 'unknown' END,
      coalesce(since, blocks.time), coalesce(entries.final_at, blocks.final_at), owner, path, size, title
    FROM entries
    LEFT JOIN shelves ON rank = ${RANK.titled} AND since IS NULL AND shelves.id = entries.shelf
    LEFT JOIN seen.blocks ON blocks.shelf = shelves.name AND blocks.block = entries.block
    WHERE NOT EXISTS (
      SELECT 1 FROM involved WHERE involved.shelf = entries.shelf AND involved.hash = entries.hash)`;
  if (source === undefined) database.exec(lone);
  else prepared(database, `${lone} AND entries.source = ?`).run([source]);
}

/** Begins to gather the works of which several sources tell, or something was seen. */
export function beginMerge(database: Database): void {
  database.exec(`
    CREATE TEMP TABLE involved (shelf INTEGER, hash BLOB, PRIMARY KEY (shelf, hash)) WITHOUT ROWID;
    INSERT OR IGNORE INTO shelves (name) SELECT DISTINCT shelf FROM seen.titles`);
}

/** All of these works in a catalogue that has its entries, and no works yet. */
export function involveAll(database: Database): void {
  database.exec(`
    INSERT INTO involved SELECT shelf, hash FROM entries GROUP BY hash, shelf HAVING count(*) > 1;
    INSERT OR IGNORE INTO involved
      SELECT shelves.id, hash FROM seen.titles JOIN shelves ON shelves.name = titles.shelf`);
}

/** The works of a source that is about to be forgotten. */
export function involveForgotten(database: Database, source: number): void {
  prepared(database, "INSERT OR IGNORE INTO involved SELECT shelf, hash FROM entries WHERE source = ?").run([source]);
}

/** The works of a source that is new. */
export function involveFresh(database: Database, source: number): void {
  prepared(
    database,
    `INSERT OR IGNORE INTO involved SELECT shelf, hash FROM entries WHERE source = ? AND (
       (SELECT count(*) FROM entries AS other WHERE other.hash = entries.hash AND other.shelf = entries.shelf) > 1
       OR EXISTS (SELECT 1 FROM seen.titles JOIN shelves ON shelves.name = titles.shelf
                  WHERE shelves.id = entries.shelf AND titles.hash = entries.hash))`,
  ).run([source]);
}

/** The works of which something was seen since the catalogue was last up to date; all of them where that cannot be told. */
export function involveSeen(database: Database): void {
  const { seen, titles, blocks } = progressOf(database);
  if (seen === "") {
    database.exec(`
      INSERT OR IGNORE INTO involved SELECT shelf, hash FROM works WHERE seen_number IS NOT NULL;
      INSERT OR IGNORE INTO involved SELECT shelf, hash FROM entries WHERE rank = ${RANK.titled} AND since IS NULL`);
  }
  prepared(
    database,
    `INSERT OR IGNORE INTO involved
       SELECT shelves.id, hash FROM seen.titles JOIN shelves ON shelves.name = titles.shelf WHERE titles.number > ?`,
  ).run([titles]);
  prepared(
    database,
    `INSERT OR IGNORE INTO involved
       SELECT entries.shelf, entries.hash FROM seen.blocks JOIN shelves ON shelves.name = blocks.shelf
       CROSS JOIN entries ON entries.shelf = shelves.id AND entries.block = blocks.block
       WHERE blocks.number > ? AND entries.rank = ${RANK.titled} AND entries.since IS NULL`,
  ).run([blocks]);
}

/**
 * Makes the rows of the works of which several sources tell, or something was seen. What was seen on chain counts unless a
 * source tells of a later block. The entry that describes a work has the metadata that the chain was seen to have, else it is
 * the one by whose rank and time the work's state is told.
 */
export function endMerge(database: Database): void {
  const others = "FROM entries AS other WHERE other.hash = involved.hash AND other.shelf = involved.shelf";
  const order = `ORDER BY other.rank, other.since IS NULL, other.since,
    (SELECT path FROM sources WHERE sources.id = other.source), other.line, other.metadata_hash LIMIT 1`;
  const before = numberOf(database, "SELECT coalesce(max(id), 0) FROM works");
  const anchored = `${others} AND other.rank = ${RANK.anchored}`;
  database.exec(`
    INSERT INTO works (shelf, hash, entry, is_lone, state, since, final_at, owner, seen_at, seen_number)
    SELECT involved.shelf, involved.hash,
      coalesce(iif(counts, (SELECT id ${others} AND other.metadata_hash = titles.metadata_hash ${order}), NULL), best.id),
      0,
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
    UPDATE works SET (path, size, title) = (
      SELECT ${["path", "size", "title"].map(described).join(", ")} FROM (SELECT 1) LEFT JOIN entries ON entries.id = works.entry)
    WHERE id > ${before};
    DROP TABLE involved`);
  noteProgress(database);
}
