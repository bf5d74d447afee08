import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { z } from "zod";

import { median } from "./shared/median";
import type { Part, Row } from "./shared/row";

const run = promisify(execFile);

const MIB = 1024 * 1024;
const FILE_MIB = 1024;
const TIMES = 3;
/** Of the peer's rate. */
const RATE_GOAL = 0.9;
const MEMORY_GOAL = 150;
const MILLISECONDS = 1000;
const CHILD = join(__dirname, "hash", "child.ts");
const CHILD_REPORT = z.object({ contentHash: z.string(), seconds: z.number(), peakMiB: z.number() });

/** How fast a large file is hashed, and in how much memory. */
export const hash: Part = {
  name: "hash",
  comparison:
    `\`hashFile\` of lib/hashing/hash-file.ts on a file of ${FILE_MIB} MiB that the page cache holds, in a process of its ` +
    `own, beside \`openssl dgst -sha256\` on the same file in turn, the median of ${TIMES}: both hash with OpenSSL, ` +
    "ours reads through Node and checks that the file stayed the same meanwhile; the goals are " +
    `${RATE_GOAL * 100} % of the peer's rate and a process that stays small however long the file is (Node and ` +
    "ts-node are in its memory).",
  measure,
};

async function measure(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  try {
    const file = join(folder, "work.bin");
    await writeRandom(file);
    await hashWithOpenssl(file);

    const ours: z.infer<typeof CHILD_REPORT>[] = [];
    const theirs: Hashed[] = [];
    for (let time = 0; time < TIMES; time++) {
      ours.push(await hashInChild(file));
      theirs.push(await hashWithOpenssl(file));
    }
    if (new Set([...ours, ...theirs].map(({ contentHash }) => contentHash)).size !== 1) {
      throw new Error("hashFile and openssl disagree about the hash of one file");
    }
    return rowsOf(ours, theirs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Hashed {
  readonly contentHash: string;
  readonly seconds: number;
}

async function hashInChild(file: string): Promise<z.infer<typeof CHILD_REPORT>> {
  const { stdout } = await run(process.execPath, ["-r", "ts-node/register/transpile-only", CHILD, file]);
  return CHILD_REPORT.parse(JSON.parse(stdout));
}

/** With the start of the program, some milliseconds. */
async function hashWithOpenssl(file: string): Promise<Hashed> {
  const begin = performance.now();
  const { stdout } = await run("openssl", ["dgst", "-sha256", "-r", file]);
  const seconds = (performance.now() - begin) / MILLISECONDS;
  return { contentHash: `0x${stdout.split(" ")[0] ?? ""}`, seconds };
}

function rowsOf(ours: readonly z.infer<typeof CHILD_REPORT>[], theirs: readonly Hashed[]): Row[] {
  const rate = (runs: readonly Hashed[]): number => FILE_MIB / median(runs.map(({ seconds }) => seconds));
  const peer = { name: "openssl dgst -sha256", value: rate(theirs) };
  const peak = Math.max(...ours.map(({ peakMiB }) => peakMiB));
  return [
    { name: "rate.hash", value: rate(ours), unit: "MiB/s", goal: peer.value * RATE_GOAL, peers: [peer] },
    { name: "memory.hash", value: peak, unit: "MiB", goal: MEMORY_GOAL, peers: [] },
  ];
}

/** Written to the disk at once, so that the kernel does not do it while we measure. */
async function writeRandom(path: string): Promise<void> {
  const block = randomBytes(MIB);
  const handle = await open(path, "w");
  try {
    for (let written = 0; written < FILE_MIB; written++) await handle.write(block);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
