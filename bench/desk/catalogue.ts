import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createScratchDatabase } from "../../lib/batch/file/database";
import { Catalogue } from "../../lib/catalogue/catalogue";
import { listWorks, type WorkFilter, type WorkOrder } from "../../lib/catalogue/query";
import { median } from "../shared/median";
import type { Request, Row } from "../shared/row";
import { deskShelf, writeBatch } from "./home";
import { saidBy } from "./titles";

const WORKS = 1_000_000;
const SMALL = 100_000;
const PER_BATCH = 100_000;
const UPDATE = 1_000;
const TIMES = 3;
const PAGE = { limit: 20, offset: 0 };
const MILLISECONDS = 1000;
const SEARCH_GOAL = 0.05;
const UPDATE_GOAL = 1;
const REBUILD_GOAL = 20_000;

/** Questions of many kinds: of one work, of few, of half a million, in the middle of a sentence. */
const SEARCHES: readonly WorkFilter[] = [
  { search: "dispatch 77777" },
  { search: "登记" },
  { search: "京版权" },
  { search: "dispatch" },
  { search: "第12期", author: "na 12" },
];

/** A catalogue of a million works (of 100,000 where a row asks for that): made, searched, listed, brought up to date. */
export async function measureCatalogue({ wants, names }: Request): Promise<Row[]> {
  const rows: Row[] = [];
  for (const works of [SMALL, WORKS]) {
    const all = ["rebuild", "search", "list", "update"].map((what) => `desk.${what}.${works}`);
    if (all.some((name) => (works === WORKS ? wants(name) : names(name)))) rows.push(...(await measure(works)));
  }
  return rows;
}

async function measure(works: number): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  try {
    for (let first = 0; first < works; first += PER_BATCH)
      await writeBatch(home, first, Math.min(PER_BATCH, works - first));
    const peer = {
      name: "works/s into sqlite FTS5, unicode61, the titles alone",
      value: works / plainIndex(home, works),
    };
    const [made, rebuilt] = await timed(() => Catalogue.rebuild(home));
    const searches: number[] = [];
    for (const search of SEARCHES) searches.push(await pageTime(made, home, search, "newest"));
    const listed = await pageTime(made, home, {}, "newest");
    made.close();
    const updates: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      await writeBatch(home, works + time * UPDATE, UPDATE);
      const [opened, seconds] = await timed(() => Catalogue.open(home));
      opened.close();
      updates.push(seconds);
    }
    return [
      { name: `desk.rebuild.${works}`, value: works / rebuilt, unit: "works/s", goal: REBUILD_GOAL, peers: [peer] },
      { name: `desk.search.${works}`, value: Math.max(...searches), unit: "s", goal: SEARCH_GOAL, peers: [] },
      { name: `desk.list.${works}`, value: listed, unit: "s", goal: SEARCH_GOAL, peers: [] },
      { name: `desk.update.${works}`, value: median(updates), unit: "s", goal: UPDATE_GOAL, peers: [] },
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

/** The same titles in SQLite's own index, which finds no word within a Chinese sentence. @returns seconds */
function plainIndex(home: string, works: number): number {
  mkdirSync(home, { recursive: true });
  const database = createScratchDatabase(join(home, "plain.sqlite"));
  database.exec("CREATE VIRTUAL TABLE plain USING fts5 (title, tokenize = 'unicode61'); BEGIN");
  const insert = database.prepare("INSERT INTO plain SELECT value FROM json_each(?)");
  const begin = performance.now();
  for (let first = 0; first < works; first += UPDATE) {
    insert.run([JSON.stringify(Array.from({ length: UPDATE }, (_, index) => saidBy(first + index).title))]);
  }
  database.exec("COMMIT");
  const seconds = (performance.now() - begin) / MILLISECONDS;
  database.close();
  return seconds;
}

async function timed<R>(work: () => R | Promise<R>): Promise<[R, number]> {
  const begin = performance.now();
  const result = await work();
  return [result, (performance.now() - begin) / MILLISECONDS];
}
