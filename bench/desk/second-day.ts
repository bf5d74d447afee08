import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { registerBulk } from "../../lib/batch/run/bulk";
import { openSource } from "../../lib/batch/source/source";
import { Catalogue } from "../../lib/catalogue/catalogue";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { shelfOf } from "../../lib/works/home/shelf";
import { Stage } from "../../test/cli/shared/stage";
import { median } from "../shared/median";
import type { Row } from "../shared/row";

const FILES = 100_000;
const PER_FOLDER = 1_000;
const FILE_BYTES = 4 * 1024;
const LATER_DAYS = 3;
const MILLISECONDS = 1000;
/** Times as fast as the first day. */
const GOAL = 20;
/** As if the files had been there for longer than the coarsest tick of a clock. In milliseconds. */
const SINCE_LONG = 60_000;

/** A folder of files, registered by an anchor, and once more on later days on which nothing has changed. */
export async function measureSecondDay(): Promise<Row[]> {
  const stage = await Stage.set();
  try {
    const folder = stage.at("works");
    writeFiles(folder);
    const first = await day(stage, folder);
    const later: number[] = [];
    for (let time = 0; time < LATER_DAYS; time++) later.push(await day(stage, folder));
    const peer = { name: "the first day", value: FILES / first };
    const rate = FILES / median(later);
    return [{ name: "desk.second-day", value: rate, unit: "files/s", goal: GOAL * peer.value, peers: [peer] }];
  } finally {
    await stage.strike();
  }
}

function writeFiles(folder: string): void {
  for (let first = 0; first < FILES; first += PER_FOLDER) {
    const inside = join(folder, String(first / PER_FOLDER));
    mkdirSync(inside, { recursive: true });
    for (let file = first; file < first + PER_FOLDER; file++) {
      writeFileSync(join(inside, `${file}.txt`), `work ${file} `.padEnd(FILE_BYTES, "of the day "));
    }
  }
}

/** Registers the folder and brings the catalogue up to date. @returns seconds */
async function day({ colophon, home }: Stage, folder: string): Promise<number> {
  const account = devWallet("aurora");
  const begin = performance.now();
  const { works } = await registerBulk(colophon, account, {
    source: await openSource({ from: folder, cwd: process.cwd() }),
    mode: "anchor",
    shelf: shelfOf(colophon, home),
    skipBad: false,
    startedAt: Date.now() + SINCE_LONG,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  if (works !== FILES) throw new Error(`${works} of ${FILES} files were registered`);
  (await Catalogue.open(home)).close();
  return (performance.now() - begin) / MILLISECONDS;
}
