import { allRows, type Database } from "../batch/file/database";
import { OF_SHELF, OF_WORK, ORDERS, stateIs, type WorkOrder, type WorkStateName } from "./rows";
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

/** What a filter asks of works. */
interface Narrowing {
  /** As it is asked of many works. */
  readonly condition: string;
  /** As it is asked of few. */
  readonly ofFew: string;
  /** How the works are found where they are few. */
  readonly few: Search | undefined;
}

/** Numbers of works. They decide how long a search takes, and nothing else. */
interface Limits {
  /** Fewer works than that are gathered and put in order. */
  readonly few: number;
  /** So many are looked at first where more may fit. */
  readonly glance: number;
}

/** Whether a query has few rows. */
type IsFew = (rows: string) => boolean;

const LIMITS: Limits = { few: 5_000, glance: 250 };

const IN_BATCH = `source IN (SELECT id FROM sources WHERE kind = 'batch' AND instr(path, '/' || @batch) > 0)`;
const MATCHING = "words WHERE words MATCH @match";

/**
 * The ids of the works that are meant, one page of them. Where a filter leaves few works, these are gathered and put in order;
 * else the works are gone through in their order until the page is full.
 */
export function idsOf(
  database: Database,
  { shelf, filter, now }: Question,
  page: WorkPage,
  limits: Limits = LIMITS,
): number[] {
  const { since, state, batch } = filter;
  const match = matchIn(filter);
  if (match === null) return [];
  const { order, limit, offset } = page;
  const values = { shelf, since, batch, match, now, limit, offset };

  const isFew: IsFew = (rows) => {
    const query = `SELECT count(*) AS number FROM (SELECT 1 FROM ${rows} LIMIT ${limits.few})`;
    return (allRows<{ number: number }>(database, query, values)[0]?.number ?? 0) < limits.few;
  };
  const narrowings = [
    ...(match === undefined ? [] : [ofWords(isFew)]),
    ...(batch === undefined ? [] : [ofBatch(isFew)]),
    ...(state === undefined ? [] : [indexed("works_by_state", stateIs(state, "@now"), isFew)]),
    ...(since === undefined ? [] : [indexed("works_by_time", "works.since >= @since", isFew)]),
  ];
  const { by, index } = ORDERS[order];
  const find = ({ from, condition }: Search, conditions: readonly string[]): number[] => {
    const all = [condition, OF_SHELF, ...conditions].join(" AND ");
    const query = `SELECT works.id FROM ${from} WHERE ${all} ORDER BY ${by} LIMIT @limit OFFSET @offset`;
    return allRows<{ id: number }>(database, query, values).map(({ id }) => id);
  };

  const start = narrowings.find(({ few }) => few !== undefined);
  if (start?.few !== undefined) {
    const others = narrowings.filter((narrowing) => narrowing !== start);
    return find(
      start.few,
      others.map(({ ofFew }) => ofFew),
    );
  }
  const inOrder = `works INDEXED BY ${index}`;
  if (narrowings.length > 0) {
    const first = `(SELECT * FROM ${inOrder} WHERE ${OF_SHELF} ORDER BY ${by} LIMIT ${limits.glance}) AS works`;
    const glimpsed = find(
      { from: first, condition: OF_SHELF },
      narrowings.map(({ ofFew }) => ofFew),
    );
    if (glimpsed.length === limit) return glimpsed;
  }
  return find(
    { from: inOrder, condition: OF_SHELF },
    narrowings.map(({ condition }) => condition),
  );
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

function ofWords(isFew: IsFew): Narrowing {
  const found = "words CROSS JOIN entries ON entries.id = words.rowid WHERE words MATCH @match";
  return {
    condition: hasEntryIn(`SELECT rowid FROM ${MATCHING}`),
    ofFew: `EXISTS (
      SELECT 1 FROM entries AS other CROSS JOIN words ON words.rowid = other.id WHERE ${OF_WORK} AND words MATCH @match)`,
    few: isFew(MATCHING) ? worksOf(found) : undefined,
  };
}

function ofBatch(isFew: IsFew): Narrowing {
  const found = `entries WHERE entries.${IN_BATCH}`;
  return {
    condition: hasEntryIn(`SELECT id FROM ${found}`),
    ofFew: `EXISTS (SELECT 1 FROM entries AS other WHERE ${OF_WORK} AND other.${IN_BATCH})`,
    few: isFew(found) ? worksOf(found) : undefined,
  };
}

/** Whether one of the entries of a work has one of these ids: they are gathered once. */
function hasEntryIn(ids: string): string {
  // The sign keeps SQLite from going through all of them for each work.
  return `(works.entry IN (${ids}) OR NOT works.is_lone AND EXISTS (
    SELECT 1 FROM entries AS other WHERE ${OF_WORK} AND +other.id IN (${ids})))`;
}

/** The works of some entries. */
function worksOf(entries: string): Search {
  return {
    from: `(SELECT DISTINCT entries.hash FROM ${entries}) AS found CROSS JOIN works`,
    condition: "works.hash = found.hash",
  };
}

/** A condition in terms of an index. */
function indexed(index: string, condition: string, isFew: IsFew): Narrowing {
  const from = `works INDEXED BY ${index}`;
  const few = isFew(`${from} WHERE ${OF_SHELF} AND ${condition}`) ? { from, condition } : undefined;
  return { condition, ofFew: condition, few };
}
