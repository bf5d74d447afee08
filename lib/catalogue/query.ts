import { join } from "node:path";

import { allRows } from "../batch/file/database";
import type { Shelf } from "../store/records";
import type { Catalogue } from "./catalogue";
import {
  type CataloguedWork,
  columnsAt,
  OF_WORK,
  ORDERS,
  stateAt,
  toWork,
  WORK_STATES,
  type WorkOrder,
  type WorkStateName,
} from "./rows";
import { shelfName } from "./seen";
import { matchOf } from "./words";

export { type CataloguedWork, WORK_ORDERS, WORK_STATES, type WorkOrder, type WorkStateName } from "./rows";

/** Which works are meant. What is not given does not matter. */
export interface WorkFilter {
  /** Words of title, author or path: all of them. */
  readonly search?: string | undefined;
  /** Words of the author's name. */
  readonly author?: string | undefined;
  /** Unix seconds: the work's date is not before. */
  readonly since?: number | undefined;
  readonly state?: WorkStateName | undefined;
  /** The beginning of the name of a batch file, without its folder. */
  readonly batch?: string | undefined;
}

export interface WorkPage {
  readonly order: WorkOrder;
  readonly limit: number;
  readonly offset: number;
}

/** Up to so many matches are looked up one by one; of more, the works are gone through in their order. */
const FEW = 5_000;

/** Gathers the values of a statement. */
class Values {
  readonly all: unknown[] = [];

  /** @returns what stands for it in the statement */
  add(value: unknown): string {
    this.all.push(value);
    return `?${this.all.length}`;
  }
}

/** The works of a registry that fit, one page of them. @param now Unix seconds: what is final by then */
export function listWorks(
  catalogue: Catalogue,
  shelf: Shelf,
  filter: WorkFilter,
  { order, limit, offset }: WorkPage,
  now: number,
): CataloguedWork[] {
  const { database } = catalogue;
  const values = new Values();
  const at = values.add(now);
  const ofShelf = `works.shelf = (SELECT id FROM shelves WHERE name = ${values.add(shelfName(shelf))})`;
  const { found, conditions } = conditionsOf(catalogue, filter, values, at);
  if (conditions === undefined) return [];
  const ids = allRows<{ id: number }>(
    database,
    `${found === undefined ? "" : `WITH found AS MATERIALIZED (${found})`}
     SELECT works.id FROM ${found === undefined ? "" : "found CROSS JOIN "}works
     LEFT JOIN entries ON entries.id = works.entry
     WHERE ${[ofShelf, ...(found === undefined ? [] : ["works.hash = found.hash"]), ...conditions].join(" AND ")}
     ORDER BY ${ORDERS[order]} LIMIT ${values.add(limit)} OFFSET ${values.add(offset)}`,
    values.all,
  );
  // What is shown of a work is gathered for one page only.
  return rowsOf(
    catalogue,
    "works.id = asked.value",
    ids.map(({ id }) => id),
    now,
  );
}

/** How many works of a registry are in each state. @param now Unix seconds */
export function countStates({ database }: Catalogue, shelf: Shelf, now: number): Map<WorkStateName, number> {
  const rows = allRows<{ state: WorkStateName; number: number }>(
    database,
    `SELECT ${stateAt("?1")} AS state, count(*) AS number FROM works
     WHERE shelf = (SELECT id FROM shelves WHERE name = ?2) GROUP BY 1`,
    [now, shelfName(shelf)],
  );
  const found = new Map(rows.map(({ state, number }) => [state, number]));
  return new Map(WORK_STATES.flatMap((state) => (found.has(state) ? [[state, found.get(state) ?? 0] as const] : [])));
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

/** The content hashes of all works of a registry that the catalogue has, many read at a time. */
export function* hashesIn({ database }: Catalogue, shelf: Shelf): Generator<string> {
  const query = `SELECT max(id) AS last, json_group_array('0x' || lower(hex(hash))) AS hashes
    FROM (SELECT id, hash FROM works WHERE id > ?1 AND shelf = (SELECT id FROM shelves WHERE name = ?2)
      ORDER BY id LIMIT ${FEW})`;
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
  const rows = allRows<{ hash: string; path: string }>(
    database,
    `SELECT DISTINCT asked.value AS hash, sources.path FROM json_each(?1) AS asked
     CROSS JOIN entries ON entries.hash = unhex(asked.value)
       AND entries.shelf = (SELECT id FROM shelves WHERE name = ?2)
     JOIN sources ON sources.id = entries.source AND sources.kind = 'batch'
     ORDER BY entries.since IS NULL, entries.since, sources.path`,
    [JSON.stringify(contentHashes.map((hash) => hash.slice(2))), shelfName(shelf)],
  );
  const found = new Map<string, string[]>();
  for (const { hash, path } of rows) {
    const paths = found.get(`0x${hash}`) ?? [];
    found.set(`0x${hash}`, [...paths, join(home, path)]);
  }
  return found;
}

interface Conditions {
  /** A query for the hashes among which the works are; undefined where they are not that few. */
  readonly found?: string;
  /** Undefined where no work can fit. */
  readonly conditions: readonly string[] | undefined;
}

function conditionsOf(
  { database }: Catalogue,
  { search, author, since, state, batch }: WorkFilter,
  values: Values,
  now: string,
): Conditions {
  const conditions: string[] = [];
  if (since !== undefined) conditions.push(`works.since >= ${values.add(since)}`);
  if (state !== undefined) conditions.push(`${stateAt(now)} = ${values.add(state)}`);
  if (batch !== undefined) {
    const source = `other.source IN (
      SELECT id FROM sources WHERE kind = 'batch' AND instr(path, '/' || ${values.add(batch)}) > 0)`;
    conditions.push(`EXISTS (SELECT 1 FROM entries AS other WHERE ${OF_WORK} AND ${source})`);
  }
  if (search === undefined && author === undefined) return { conditions };

  const [all, ofAuthor] = [
    search === undefined ? [] : [matchOf(search)],
    author === undefined ? [] : [matchOf(author)],
  ];
  const asked = [...all, ...ofAuthor.map((match) => match && `{author} : (${match})`)];
  if (asked.includes(undefined)) return { conditions: undefined };
  const match = asked.map((one) => `(${one})`).join(" AND ");
  const few = `SELECT count(*) AS number FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ${FEW})`;
  const [counted] = allRows<{ number: number }>(database, few, [match]);
  const matching = `words MATCH ${values.add(match)}`;
  if ((counted?.number ?? 0) < FEW) {
    const found = `SELECT DISTINCT entries.hash FROM words CROSS JOIN entries ON entries.id = words.rowid WHERE ${matching}`;
    return { found, conditions };
  }
  conditions.push(
    `EXISTS (SELECT 1 FROM entries AS other CROSS JOIN words ON words.rowid = other.id WHERE ${OF_WORK} AND ${matching})`,
  );
  return { conditions };
}
