import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createScratchDatabase } from "../../lib/batch/file/database";
import { Catalogue } from "../../lib/catalogue/catalogue";
import { countStates, listWorks, type WorkFilter, type WorkOrder } from "../../lib/catalogue/query";
import { median } from "../shared/median";
import type { Peer, Request, Row } from "../shared/row";
import { deskShelf, writeBatch } from "./home";
import { RARE, saidBy } from "./titles";

const WORKS = 1_000_000;
const SMALL = 100_000;
const PER_BATCH = 100_000;
const UPDATE = 1_000;
const TIMES = 3;
const PAGE = { limit: 20, offset: 0 };
const MILLISECONDS = 1000;
const SEARCH_GOAL = 0.05;
const UPDATE_GOAL = 1;
const STATES_GOAL = 0.1;
const REBUILD_GOAL = 20_000;

/** What is asked for, and in which order: of one work, of few, of one in a hundred, of nearly half of them. */
const SEARCHES: readonly (readonly [WorkFilter, WorkOrder])[] = [
  [{ search: "story 77777" }, "newest"],
  [{ search: RARE.word }, "newest"],
  [{ search: "港口" }, "newest"],
  [{ search: "版权" }, "newest"],
  [{ search: "市" }, "newest"],
  [{ search: "answers" }, "newest"],
  [{ search: "the" }, "oldest"],
  [{ search: "river glass" }, "newest"],
  [{ search: "版权", state: "anchored", since: 1_795_000_000 }, "newest"],
  [{ search: "the", author: "moreau" }, "newest"],
  [{ search: "answers" }, "title"],
  [{ search: "港口" }, "size"],
];
const LISTS: readonly WorkOrder[] = ["newest", "title", "path", "size"];

/** A catalogue of a million works (of 100,000 where a row asks for that): made, searched, listed, brought up to date. */
export async function measureCatalogue({ wants, names }: Request): Promise<Row[]> {
  const rows: Row[] = [];
  for (const works of [SMALL, WORKS]) {
    const all = ["rebuild", "search", "list", "states", "update"].map((what) => `desk.${what}.${works}`);
    if (all.some((name) => (works === WORKS ? wants(name) : names(name)))) rows.push(...(await measure(works)));
  }
  return rows;
}

async function measure(works: number): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  try {
    for (let first = 0; first < works; first += PER_BATCH)
      await writeBatch(home, first, Math.min(PER_BATCH, works - first));
    const plain = plainIndex(home, works);
    const [made, rebuilt] = await timed(() => Catalogue.rebuild(home));
    const searches: number[] = [];
    for (const [filter, order] of SEARCHES) searches.push(await pageTime(made, home, filter, order));
    const lists: number[] = [];
    for (const order of LISTS) lists.push(await pageTime(made, home, {}, order));
    const [, counted] = await timed(() => countStates(made, deskShelf(home), 0));
    made.close();
    const updates: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      await writeBatch(home, works + time * UPDATE, UPDATE);
      const [opened, seconds] = await timed(() => Catalogue.open(home));
      opened.close();
      updates.push(seconds);
    }
    const peers = {
      rebuild: { name: "works/s into sqlite FTS5, unicode61, the titles alone", value: works / plain.filled },
      search: { name: "sqlite LIKE over the titles alone", value: plain.searched },
    };
    const row = (name: string, value: number, goal: number, peer?: Peer): Row => {
      return { name: `desk.${name}.${works}`, value, unit: "s", goal, peers: peer === undefined ? [] : [peer] };
    };
    return [
      { ...row("rebuild", works / rebuilt, REBUILD_GOAL, peers.rebuild), unit: "works/s" },
      row("search", Math.max(...searches), SEARCH_GOAL, peers.search),
      row("list", Math.max(...lists), SEARCH_GOAL),
      row("states", counted, STATES_GOAL),
      row("update", median(updates), UPDATE_GOAL),
    ];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Seconds of one page, the middle one of some. */
async function pageTime(catalogue: Catalogue, home: string, filter: WorkFilter, order: WorkOrder): Promise<number> {
  const seconds: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const shelf = deskShelf(home);
    const [found, one] = await timed(() => listWorks(catalogue, shelf, filter, { order, ...PAGE }, 0));
    if (found.length === 0) throw new Error(`nothing was found by ${JSON.stringify(filter)}`);
    seconds.push(one);
  }
  return median(seconds);
}

/** The same titles in SQLite's own index, which finds no word within a Chinese sentence; and one searched without it. In seconds. */
function plainIndex(home: string, works: number): { filled: number; searched: number } {
  mkdirSync(home, { recursive: true });
  const database = createScratchDatabase(join(home, "plain.sqlite"));
  database.exec("CREATE VIRTUAL TABLE plain USING fts5 (title, tokenize = 'unicode61'); BEGIN");
  const insert = database.prepare("INSERT INTO plain SELECT value FROM json_each(?)");
  const begin = performance.now();
  for (let first = 0; first < works; first += UPDATE) {
    insert.run([JSON.stringify(Array.from({ length: UPDATE }, (_, index) => saidBy(first + index).title))]);
  }
  database.exec("COMMIT");
  const filled = (performance.now() - begin) / MILLISECONDS;
  const from = performance.now();
  database.prepare("SELECT count(*) FROM plain WHERE title LIKE ?").get([`%${RARE.word}%`]);
  const searched = (performance.now() - from) / MILLISECONDS;
  database.close();
  return { filled, searched };
}

async function timed<R>(work: () => R | Promise<R>): Promise<[R, number]> {
  const begin = performance.now();
  const result = await work();
  return [result, (performance.now() - begin) / MILLISECONDS];
}
