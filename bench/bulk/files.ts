import { exec } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { openPool } from "../../lib/batch/prepare/pool";
import { median } from "../shared/median";
import type { Row } from "../shared/row";

const run = promisify(exec);

const FOLDERS = 100;
const FILES_PER_FOLDER = 100;
const FILE_BYTES = 4096;
const TIMES = 5;
const MILLISECONDS = 1000;
const MOST_OUTPUT = 64 * 1024 * 1024;

/** Many small files, hashed by the pool of threads that a batch uses and by openssl. */
export async function measureSmallFiles(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  const pool = openPool();
  try {
    const paths = writeFiles(folder);
    await pool.hashFiles(paths);

    const ours: number[] = [];
    const theirs: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      ours.push(await rateOf(paths.length, async () => (await pool.hashFiles(paths)).length));
      theirs.push(await rateOf(paths.length, () => hashWithOpenssl(folder)));
    }
    const peer = { name: "find | xargs openssl dgst -sha256", value: median(theirs) };
    return [{ name: "rate.hashFiles", value: median(ours), unit: "files/s", goal: peer.value, peers: [peer] }];
  } finally {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function writeFiles(folder: string): string[] {
  return Array.from({ length: FOLDERS }, (_, index) => join(folder, String(index))).flatMap((sub) => {
    mkdirSync(sub);
    return Array.from({ length: FILES_PER_FOLDER }, (_, index) => {
      const path = join(sub, `${index}.bin`);
      writeFileSync(path, randomBytes(FILE_BYTES));
      return path;
    });
  });
}

/** How many a second, where each must be done. */
async function rateOf(files: number, hash: () => Promise<number>): Promise<number> {
  const begin = performance.now();
  const hashed = await hash();
  const seconds = (performance.now() - begin) / MILLISECONDS;
  if (hashed !== files) throw new Error(`${hashed} of ${files} files were hashed`);
  return files / seconds;
}

async function hashWithOpenssl(folder: string): Promise<number> {
  const command = "find . -type f -print0 | xargs -0 openssl dgst -sha256 -r";
  const { stdout } = await run(command, { cwd: folder, maxBuffer: MOST_OUTPUT });
  return stdout.trimEnd().split("\n").length;
}
