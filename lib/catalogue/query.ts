import { join } from "node:path";

import { allRows } from "../batch/file/database";
import type { Shelf } from "../store/records";
import type { Catalogue } from "./catalogue";
import { idsOf, type WorkFilter, type WorkPage } from "./filter";
import {
  type CataloguedWork,
  columnsAt,
  OF_SHELF,
  stateIs,
  toWork,
  WORK_STATES,
  type WorkOrder,
  type WorkStateName,
} from "./rows";
import { shelfName } from "./seen";

export type { WorkFilter, WorkPage } from "./filter";
export { type CataloguedWork, WORK_ORDERS, WORK_STATES, type WorkOrder, type WorkStateName } from "./rows";

/** Hashes that are read at once, where all are. */
const HASHES_AT_ONCE = 5_000;
/** Works that are read at once, where all are. */
const WORKS_AT_ONCE = 1_000;

/** The works of a registry that fit, one page of them. @param now Unix seconds: what is final by then */
export function listWorks(
  catalogue: Catalogue,
  shelf: Shelf,
  filter: WorkFilter,
  page: WorkPage,
  now: number,
): CataloguedWork[] {
  const ids = idsOf(catalogue.database, { shelf: shelfName(shelf), filter, now }, page);
  // What is shown of a work is gathered for one page only.
  return rowsOf(catalogue, "works.id = asked.value", ids, now);
}

/** All works of a registry that fit, many read at a time. One that goes away meanwhile is left out. @param now Unix seconds */
export function* eachWork(
  catalogue: Catalogue,
  shelf: Shelf,
  filter: WorkFilter,
  order: WorkOrder,
  now: number,
): Generator<CataloguedWork> {
  const all = { order, limit: Number.MAX_SAFE_INTEGER, offset: 0 };
  const ids = idsOf(catalogue.database, { shelf: shelfName(shelf), filter, now }, all);
  for (let at = 0; at < ids.length; at += WORKS_AT_ONCE) {
    yield* rowsOf(catalogue, "works.id = asked.value", ids.slice(at, at + WORKS_AT_ONCE), now);
  }
}

/** How many works of a registry are in each state. @param now Unix seconds */
export function countStates({ database }: Catalogue, shelf: Shelf, now: number): Map<WorkStateName, number> {
  // The index alone answers: to group all works takes several times as long.
  const counts = WORK_STATES.map(
    (state) => `(SELECT count(*) FROM works INDEXED BY works_by_state WHERE ${OF_SHELF} AND ${stateIs(state, "@now")})`,
  );
  const query = `SELECT json_array(${counts.join(", ")}) AS numbers`;
  const [row] = allRows<{ numbers: string }>(database, query, { shelf: shelfName(shelf), now });
  const numbers = JSON.parse(row?.numbers ?? "[]") as number[]; // as the query makes it
  return new Map(
    WORK_STATES.flatMap((state, index) => {
      const number = numbers[index] ?? 0;
      return number === 0 ? [] : [[state, number] as const];
    }),
  );
}

/** Works of a registry by their content hashes, in that order; those that the catalogue does not have are left out. */
export function findWorks(
  catalogue: Catalogue,
  shelf: Shelf,
  contentHashes: readonly string[],
  now: number,
): CataloguedWork[] {
  const isAsked = "works.hash = unhex(asked.value) AND works.shelf = (SELECT id FROM shelves WHERE name = ?3)";
  return rowsOf(
    catalogue,
    isAsked,
    contentHashes.map((hash) => hash.slice(2)),
    now,
    shelfName(shelf),
  );
}

/** All versions of a work that the catalogue has, the work included, the newest first. @param contentHash 0x and 64 hex digits */
export function versionsOf(catalogue: Catalogue, shelf: Shelf, contentHash: string, now: number): CataloguedWork[] {
  const rows = allRows<{ hash: string }>(
    catalogue.database,
    `WITH RECURSIVE
       shelf AS (SELECT id FROM shelves WHERE name = ?2),
       versions (hash) AS (
         SELECT unhex(?1)
         UNION SELECT entries.based_on FROM versions JOIN entries ON entries.hash = versions.hash
           WHERE entries.shelf = (SELECT id FROM shelf) AND entries.based_on IS NOT NULL
         UNION SELECT entries.hash FROM versions JOIN entries ON entries.based_on = versions.hash
           WHERE entries.shelf = (SELECT id FROM shelf))
     SELECT '0x' || lower(hex(works.hash)) AS hash
     FROM versions JOIN works ON works.hash = versions.hash AND works.shelf = (SELECT id FROM shelf)
     ORDER BY works.since IS NOT NULL, works.since DESC, works.id DESC`,
    [contentHash.slice(2), shelfName(shelf)],
  );
  return findWorks(
    catalogue,
    shelf,
    rows.map(({ hash }) => hash),
    now,
  );
}

/** Works as they are shown, in the order in which they are asked for. @param isAsked how `works` and `asked` belong together */
function rowsOf(
  { database }: Catalogue,
  isAsked: string,
  asked: readonly unknown[],
  now: number,
  ...more: readonly unknown[]
): CataloguedWork[] {
  const rows = allRows<Record<string, unknown>>(
    database,
    `SELECT ${columnsAt("?1")} FROM json_each(?2) AS asked CROSS JOIN works ON ${isAsked}
     LEFT JOIN entries ON entries.id = works.entry ORDER BY asked.key`,
    [now, JSON.stringify(asked), ...more],
  );
  return rows.map(toWork);
}

/** How many works of a registry the catalogue has. */
export function countWorks({ database }: Catalogue, shelf: Shelf): number {
  const query = `SELECT count(*) AS works FROM works WHERE ${OF_SHELF}`;
  const [row] = allRows<{ works: number }>(database, query, { shelf: shelfName(shelf) });
  return row?.works ?? 0;
}

/**
 * The content hashes of all works of a registry that the catalogue has, many read at a time, in the order of their ids: an index
 * of a shelf (which "+" keeps SQLite from) would have all works sorted for each page.
 */
export function* hashesIn({ database }: Catalogue, shelf: Shelf): Generator<string> {
  const query = `SELECT max(id) AS last, json_group_array('0x' || lower(hex(hash))) AS hashes
    FROM (SELECT id, hash FROM works WHERE id > ?1 AND +shelf = (SELECT id FROM shelves WHERE name = ?2)
      ORDER BY id LIMIT ${HASHES_AT_ONCE})`;
  for (let after = -1; ; ) {
    const [page] = allRows<{ last: number | null; hashes: string }>(database, query, [after, shelfName(shelf)]);
    if (typeof page?.last !== "number") return;
    yield* JSON.parse(page.hashes) as string[]; // as the query makes it
    after = page.last;
  }
}

/** The batch files of this home that have works, by the works' content hashes; a work that none has is left out. */
export function batchesWith(
  { database, home }: Catalogue,
  shelf: Shelf,
  contentHashes: readonly string[],
): Map<string, readonly string[]> {
  // All in one row of the query: many take libsql longer than the question. A path is longer than a number.
  const [row] = allRows<{ found: string; paths: string }>(
    database,
    `WITH found AS MATERIALIZED (
       SELECT asked.key AS work, sources.id, sources.path FROM json_each(?1) AS asked
       CROSS JOIN entries ON entries.hash = unhex(asked.value)
         AND entries.shelf = (SELECT id FROM shelves WHERE name = ?2)
       JOIN sources ON sources.id = entries.source AND sources.kind = 'batch'
       ORDER BY entries.since IS NULL, entries.since, sources.path)
     SELECT json_group_array(json_array(work, id)) AS found,
       (SELECT json_group_object(id, path) FROM (SELECT DISTINCT id, path FROM found)) AS paths FROM found`,
    [JSON.stringify(contentHashes.map((hash) => hash.slice(2))), shelfName(shelf)],
  );
  // As the query makes them.
  const paths = JSON.parse(row?.paths ?? "{}") as Readonly<Record<number, string>>;
  const batches = new Map(Object.entries(paths).map(([id, path]) => [Number(id), join(home, path)]));
  const found = new Map<string, string[]>();
  for (const [work, source] of JSON.parse(row?.found ?? "[]") as [number, number][]) {
    const [contentHash = "", batch = ""] = [contentHashes[work], batches.get(source)];
    const known = found.get(contentHash);
    if (known === undefined) found.set(contentHash, [batch]);
    // A batch can have a work twice.
    else if (!known.includes(batch)) known.push(batch);
  }
  return found;
}
