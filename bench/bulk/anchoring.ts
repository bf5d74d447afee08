import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { z } from "zod";

import type { Stage } from "../../test/cli/shared/stage";
import { compileTo } from "../../test/lib/batch/shared/compiled";
import { runChild } from "../shared/child";
import { median } from "../shared/median";
import type { Peer, Request, Row } from "../shared/row";
import { withRevision } from "./revision";

/** How many works go into one anchor. */
const SCALE = [1_000, 10_000, 100_000, 1_000_000] as const;
const LARGEST = 1_000_000;
/** Measured where its row is asked for by name: it takes minutes, and ten gigabytes of disk. */
const HUGE = 10_000_000;
/** OpenZeppelin's library takes some 9 KB for each work: of a million it makes no tree in the memory that Node has unasked. */
const OF_PEER = 100_000;
/** How many times as fast the whole job is to be as the peer's tree alone. */
const PEER_GOAL = 5;
const TIME_GOAL = 60;
const MEMORY_GOAL = 300;
const HUGE_MEMORY_GOAL = 1.2 * 1024;
/** How many times as fast as the other revision. */
const RATIO_GOAL = 4;
const PROOF_GOAL = 0.1;
const PROOFS = 5;
const TURNS = 3;

const CHILD = join("bench", "bulk", "register-child.ts");
/** What it takes from beside it. */
const PEAK = join("bench", "shared", "peak-memory.ts");
const registered = z.object({ batch: z.string(), seconds: z.number(), peakMiB: z.number() });
const timed = z.object({ seconds: z.number() });

/** Works given by their hashes, anchored: time and memory against their number, and the time of a proof. */
export async function measureAnchoring(stage: Stage, { wants, names, against }: Request): Promise<Row[]> {
  const rows: Row[] = [];
  for (const works of SCALE) {
    if (wants(`time.anchor.${works}`) || wants(`memory.anchor.${works}`))
      rows.push(...(await measureOnce(stage, works)));
  }
  if (names(`time.anchor.${HUGE}`)) rows.push(...(await measureOnce(stage, HUGE)));
  if (against !== undefined && wants("ratio.anchor.")) {
    const named = SCALE.filter((works) => names(`ratio.anchor.${works}`));
    for (const works of named.length > 0 ? named : [LARGEST]) rows.push(await measureAgainst(stage, works, against));
  }
  return rows;
}

async function measureOnce(stage: Stage, works: number): Promise<Row[]> {
  const source = await writeSource(stage, works);
  const { batch, seconds, peakMiB } = await register(stage, source);
  const peers = works === OF_PEER ? [await peerTree(batch)] : [];
  const [peer] = peers;
  const timeGoal = works === LARGEST ? TIME_GOAL : peer === undefined ? null : peer.value / PEER_GOAL;
  const memoryGoal = works === LARGEST ? MEMORY_GOAL : works === HUGE ? HUGE_MEMORY_GOAL : null;
  const rows: Row[] = [
    { name: `time.anchor.${works}`, value: seconds, unit: "s", goal: timeGoal, peers },
    { name: `memory.anchor.${works}`, value: peakMiB, unit: "MiB", goal: memoryGoal, peers: [] },
  ];
  if (works === LARGEST) rows.push(await measureProof(batch, works));
  await rm(source);
  return rows;
}

/** By turns, so that both meet the same machine. */
async function measureAgainst(stage: Stage, works: number, revision: string): Promise<Row> {
  const source = await writeSource(stage, works);
  const ours: number[] = [];
  const theirs: number[] = [];
  await withRevision(revision, async (folder) => {
    for (let turn = 0; turn < TURNS; turn++) {
      theirs.push((await register(stage, source, folder)).seconds);
      ours.push((await register(stage, source)).seconds);
      console.error(`Turn ${turn + 1}: ${theirs.at(-1)} s at ${revision}, ${ours.at(-1)} s now`);
    }
  });
  await rm(source);
  const peers = [
    { name: `seconds at ${revision}`, value: median(theirs) },
    { name: "seconds now", value: median(ours) },
  ];
  const value = median(theirs) / median(ours);
  return { name: `ratio.anchor.${works}`, value, unit: "times", goal: works === LARGEST ? RATIO_GOAL : null, peers };
}

/** @param root the folder of a checkout, whose code does it */
/** @param revision the folder of another revision; default: this one, compiled as the command `colophon` is */
async function register(stage: Stage, source: string, revision?: string): Promise<z.infer<typeof registered>> {
  const { anvil, home } = stage;
  // The same works were perhaps registered before, and would only be looked at.
  await rm(join(home, "batches"), { recursive: true, force: true });
  const root = revision ?? compiledIn(stage);
  return runChild(
    join(root, revision === undefined ? CHILD.replace(/ts$/, "js") : CHILD),
    [anvil.url, home, source],
    registered,
    root,
  );
}

function compiledIn(stage: Stage): string {
  const folder = stage.at("compiled");
  if (!existsSync(folder)) compileTo(folder, [CHILD, PEAK]);
  return folder;
}

async function peerTree(batch: string): Promise<Peer> {
  const { seconds } = await runChild(join(__dirname, "peer-tree-child.ts"), [batch], timed);
  return { name: "@openzeppelin/merkle-tree, its tree alone", value: seconds };
}

/** Each in a process that has not seen the file before. */
async function measureProof(batch: string, works: number): Promise<Row> {
  const seconds: number[] = [];
  for (let time = 0; time < PROOFS; time++) {
    const contentHash = hashOf(Math.floor((works * (time + 1)) / (PROOFS + 1)));
    seconds.push((await runChild(join(__dirname, "proof-child.ts"), [batch, contentHash], timed)).seconds);
  }
  return { name: `time.proof.${works}`, value: median(seconds), unit: "s", goal: PROOF_GOAL, peers: [] };
}

async function writeSource(stage: Stage, works: number): Promise<string> {
  const path = stage.at(`${works}.csv`);
  await pipeline(Readable.from(lines(works)), createWriteStream(path));
  return path;
}

function* lines(works: number): Generator<string> {
  yield "contentHash,title,author,published,language,kind\n";
  for (let work = 0; work < works; work++) {
    yield `${hashOf(work)},"Dispatch ${work}, evening edition / 晚报",Li Na,2026-11-22,zh-CN,news\n`;
  }
}

function hashOf(work: number): string {
  return `0x${createHash("sha256").update(`work ${work}`).digest("hex")}`;
}
