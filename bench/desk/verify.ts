import { exec } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { openPool, type Pool } from "../../lib/batch/prepare/pool";
import { registerBulk } from "../../lib/batch/run/bulk";
import { openSource } from "../../lib/batch/source/source";
import { Catalogue } from "../../lib/catalogue/catalogue";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { shelfOf } from "../../lib/works/home/shelf";
import { verifyFiles } from "../../lib/works/reading/verify-files";
import { Stage } from "../../test/cli/shared/stage";
import { median } from "../shared/median";
import type { Row } from "../shared/row";

const run = promisify(exec);

const FILES = 10_000;
const FILE_BYTES = 64 * 1024;
const TIMES = 3;
const MILLISECONDS = 1000;
const MOST_OUTPUT = 64 * 1024 * 1024;
/** Of the rate of openssl, which hashes and does nothing else. */
const GOAL = 0.8;

/** Files of an anchored batch, verified against a real chain, and hashed by openssl. */
export async function measureVerify(): Promise<Row[]> {
  const stage = await Stage.set();
  const pool = openPool();
  try {
    const folder = stage.at("works");
    mkdirSync(folder);
    const files = Array.from({ length: FILES }, (_, index) => ({
      file: `${index}.bin`,
      path: join(folder, `${index}.bin`),
    }));
    for (const { path } of files) writeFileSync(path, randomBytes(FILE_BYTES));
    await register(stage, folder);

    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let time = 0; time < TIMES; time++) {
      ours.push(await rateOf(() => verify(stage, files, pool)));
      theirs.push(await rateOf(() => hashWithOpenssl(folder)));
    }
    const peer = { name: "find | xargs openssl dgst -sha256", value: median(theirs) };
    return [{ name: "desk.verify", value: median(ours), unit: "files/s", goal: GOAL * peer.value, peers: [peer] }];
  } finally {
    await pool.close();
    await stage.strike();
  }
}

async function register({ colophon, home }: Stage, folder: string): Promise<void> {
  await registerBulk(colophon, devWallet("aurora"), {
    source: await openSource({ from: folder, cwd: process.cwd() }),
    mode: "anchor",
    shelf: shelfOf(colophon, home),
    skipBad: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

async function verify(
  { colophon, home }: Stage,
  files: readonly { file: string; path: string }[],
  pool: Pool,
): Promise<number> {
  const catalogue = await Catalogue.open(home);
  try {
    let verified = 0;
    for await (const verdict of verifyFiles({ colophon, catalogue, shelf: shelfOf(colophon, home) }, files, pool)) {
      if ("verified" in verdict && verdict.verified) verified += 1;
    }
    return verified;
  } finally {
    catalogue.close();
  }
}

/** How many files a second, where each must be done. */
async function rateOf(work: () => Promise<number>): Promise<number> {
  const begin = performance.now();
  const done = await work();
  if (done !== FILES) throw new Error(`${done} of ${FILES} files were done`);
  return (FILES * MILLISECONDS) / (performance.now() - begin);
}

async function hashWithOpenssl(folder: string): Promise<number> {
  const command = "find . -type f -print0 | xargs -0 openssl dgst -sha256 -r";
  const { stdout } = await run(command, { cwd: folder, maxBuffer: MOST_OUTPUT });
  return stdout.trimEnd().split("\n").length;
}
