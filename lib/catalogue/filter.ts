import { allRows, type Database } from "../batch/file/database";
import { OF_WORK, ORDERS, stateIs, type WorkOrder, type WorkStateName } from "./rows";
import { matchOf } from "./words";

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

/** A page of works in an order. */
export interface WorkPage {
  readonly order: WorkOrder;
  readonly limit: number;
  readonly offset: number;
}

/** What is asked of a shelf. */
interface Question {
  /** The name of the shelf. */
  readonly shelf: string;
  readonly filter: WorkFilter;
  /** Unix seconds: what is final by then. */
  readonly now: number;
}

/** Where works are looked for, and which of them are meant. */
interface Search {
  readonly from: string;
  readonly condition: string;
}

/** What a filter asks: of any work, and how the works are found where they are few. */
interface Narrowing {
  readonly condition: string;
  readonly few: Search | undefined;
}

/** Whether a query has fewer rows than so many. */
type HasLess = (rows: string, than: number) => boolean;

/** Works that are fewer are gathered and put in order. */
const FEW = 5_000;
/** The same of a batch: to gather them costs little for each. */
const FEW_OF_BATCH = 100_000;
/** Fewer matches of words are sooner gathered than asked for work by work. */
const FEW_MATCHES = 100_000;

const OF_SHELF = "works.shelf = (SELECT id FROM shelves WHERE name = @shelf)";
const IN_BATCH = `source IN (SELECT id FROM sources WHERE kind = 'batch' AND instr(path, '/' || @batch) > 0)`;
const MATCHING = "words WHERE words MATCH @match";

/**
 * The ids of the works that are meant, one page of them. Where a filter leaves few works, these are gathered and put in order;
 * else the works are gone through in their order until the page is full.
 */
export function idsOf(database: Database, { shelf, filter, now }: Question, page: WorkPage): number[] {
  const { since, state, batch } = filter;
  const match = matchIn(filter);
  if (match === null) return [];
  const { order, limit, offset } = page;
  const values = { shelf, since, batch, match, now, limit, offset };

  const hasLess: HasLess = (rows, than) => {
    const query = `SELECT count(*) AS number FROM (SELECT 1 FROM ${rows} LIMIT ${than})`;
    return (allRows<{ number: number }>(database, query, values)[0]?.number ?? 0) < than;
  };
  const narrowings = [
    ...(match === undefined ? [] : [ofWords(hasLess)]),
    ...(batch === undefined ? [] : [ofBatch(hasLess)]),
    ...(state === undefined ? [] : [indexed("works_by_state", stateIs(state, "@now"), hasLess)]),
    ...(since === undefined ? [] : [indexed("works_by_time", "works.since >= @since", hasLess)]),
  ];
  const start = narrowings.find(({ few }) => few !== undefined);
  const { by, index } = ORDERS[order];
  const { from, condition } = start?.few ?? { from: `works INDEXED BY ${index}`, condition: OF_SHELF };
  const others = narrowings.filter((narrowing) => narrowing !== start).map((narrowing) => narrowing.condition);
  const ids = allRows<{ id: number }>(
    database,
    `SELECT works.id FROM ${from} WHERE ${[condition, OF_SHELF, ...others].join(" AND ")}
     ORDER BY ${by} LIMIT @limit OFFSET @offset`,
    values,
  );
  return ids.map(({ id }) => id);
}

/** The question to the index of words; undefined where no words are asked for, null where they can be in no work. */
function matchIn({ search, author }: WorkFilter): string | undefined | null {
  const matches = [
    ...(search === undefined ? [] : [matchOf(search)]),
    ...(author === undefined ? [] : [matchOf(author)].map((match) => match && `{author} : (${match})`)),
  ];
  if (matches.length === 0) return undefined;
  return matches.includes(undefined) ? null : matches.map((match) => `(${match})`).join(" AND ");
}

function ofWords(hasLess: HasLess): Narrowing {
  const found = `words CROSS JOIN entries ON entries.id = words.rowid WHERE words MATCH @match`;
  // The sign keeps SQLite from going through all of them for each work.
  const entry = hasLess(MATCHING, FEW_MATCHES)
    ? `entries AS other WHERE ${OF_WORK} AND +other.id IN (SELECT rowid FROM ${MATCHING})`
    : `entries AS other CROSS JOIN words ON words.rowid = other.id WHERE ${OF_WORK} AND words MATCH @match`;
  return { condition: `EXISTS (SELECT 1 FROM ${entry})`, few: hasLess(MATCHING, FEW) ? among(found) : undefined };
}

function ofBatch(hasLess: HasLess): Narrowing {
  const found = `entries WHERE entries.${IN_BATCH}`;
  return {
    condition: `EXISTS (SELECT 1 FROM entries AS other WHERE ${OF_WORK} AND other.${IN_BATCH})`,
    few: hasLess(found, FEW_OF_BATCH) ? among(found) : undefined,
  };
}

/** The works of some entries. */
function among(entries: string): Search {
  return {
    from: `(SELECT DISTINCT entries.hash FROM ${entries}) AS found CROSS JOIN works`,
    condition: "works.hash = found.hash",
  };
}

function indexed(index: string, condition: string, hasLess: HasLess): Narrowing {
  const from = `works INDEXED BY ${index}`;
  return {
    condition,
    few: hasLess(`${from} WHERE ${OF_SHELF} AND ${condition}`, FEW) ? { from, condition } : undefined,
  };
}
