import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";

import Database from "libsql";

import { registerBulk } from "../../lib/batch/run/bulk";
import { openSource } from "../../lib/batch/source/source";
import { Catalogue } from "../../lib/catalogue/catalogue";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { openRows, WORK_ROWS } from "../../lib/reconcile/rows/open";
import { reconcileWorks } from "../../lib/reconcile/works";
import { shelfOf } from "../../lib/works/home/shelf";
import { Stage } from "../../test/cli/shared/stage";
import type { Row } from "../shared/row";

const WORKS = 1_000_000;
const FAULTS = 1_000;
const ROWS_A_STATEMENT = 10_000;
const MILLISECONDS = 1000;
const GOAL_SECONDS = 60;

/** A publisher's database of a million works, a thousand of which it has otherwise than the chain. */
export async function measureReconcile(): Promise<Row[]> {
  const stage = await Stage.set();
  try {
    const since = await register(stage);
    const path = stage.at("articles.sqlite");
    writeRows(path, since);

    const begin = performance.now();
    const found = await countDifferences(stage, path);
    const seconds = (performance.now() - begin) / MILLISECONDS;
    if (found !== FAULTS) throw new Error(`${found} of ${FAULTS} planted faults were found`);
    return [{ name: "desk.reconcile", value: seconds, unit: "s", goal: GOAL_SECONDS, peers: [] }];
  } finally {
    await stage.strike();
  }
}

const hashOf = (work: number): string => createHash("sha256").update(`work ${work}`).digest("hex");

/** @returns the anchor's time */
async function register(stage: Stage): Promise<number> {
  const { colophon, home } = stage;
  const from = stage.at("works.csv");
  const lines = Array.from({ length: WORKS }, (_, work) => `0x${hashOf(work)},work ${work}\n`);
  writeFileSync(from, `contentHash,title\n${lines.join("")}`);
  const { anchored } = await registerBulk(colophon, devWallet("aurora"), {
    source: await openSource({ from, cwd: process.cwd() }),
    mode: "anchor",
    shelf: shelfOf(colophon, home),
    skipBad: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  if (anchored === undefined) throw new Error("the works are not anchored");
  // As every command does that writes.
  (await Catalogue.open(home)).close();
  return anchored.anchoredAt;
}

/** Every thousandth row is wrong: its date, its owner, or it is missing. */
function writeRows(path: string, since: number): void {
  const owner = devWallet("aurora").address;
  const faults: readonly ((row: readonly unknown[]) => readonly unknown[])[] = [
    ([hash, holder]) => [hash, holder, since + 1],
    ([hash, , time]) => [hash, devWallet("borealis").address, time],
    () => [],
  ];
  const database = new Database(path);
  database.exec("PRAGMA synchronous = OFF; CREATE TABLE works (content_hash TEXT, owner TEXT, since INTEGER)");
  const insert = database.prepare(
    "INSERT INTO works SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE json_array_length(value) > 0",
  );
  for (let first = 0; first < WORKS; first += ROWS_A_STATEMENT) {
    const rows = Array.from({ length: ROWS_A_STATEMENT }, (_, index) => {
      const work = first + index;
      const row = [hashOf(work), owner, since];
      const fault = work % (WORKS / FAULTS) === 0 ? faults[(work / (WORKS / FAULTS)) % faults.length] : undefined;
      return fault === undefined ? row : fault(row);
    });
    insert.run([JSON.stringify(rows)]);
  }
  database.close();
}

async function countDifferences({ colophon, home }: Stage, path: string): Promise<number> {
  const catalogue = await Catalogue.open(home);
  try {
    let differences = 0;
    const reconciling = { colophon, catalogue, shelf: shelfOf(colophon, home), onProgress: () => undefined };
    const rows = await openRows(path, undefined, WORK_ROWS, process.cwd());
    await reconcileWorks(reconciling, rows, () => void (differences += 1));
    return differences;
  } finally {
    catalogue.close();
  }
}
