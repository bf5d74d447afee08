import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { z } from "zod";

import type { Stage } from "../../test/cli/stage";
import { runChild } from "../shared/child";
import { median } from "../shared/median";
import type { Row } from "../shared/row";

/** How many works go into one anchor. */
const SCALE = [1_000, 10_000, 100_000, 1_000_000] as const;
const LARGEST = 1_000_000;
const TIME_GOAL = 60;
const MEMORY_GOAL = 2_048;
const PROOF_GOAL = 0.1;
const PROOFS = 5;

const registered = z.object({ batch: z.string(), seconds: z.number(), peakMiB: z.number() });
const proven = z.object({ seconds: z.number() });

/** Works given by their hashes, anchored: time and memory against their number, and the time of a proof. */
export async function measureAnchoring(stage: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  for (const works of SCALE) {
    const source = stage.at(`${works}.csv`);
    await writeSource(source, works);
    const child = join(__dirname, "register-child.ts");
    const { batch, seconds, peakMiB } = await runChild(child, [stage.anvil.url, stage.home, source], registered);
    const isLargest = works === LARGEST;
    rows.push(
      { name: `time.anchor.${works}`, value: seconds, unit: "s", goal: isLargest ? TIME_GOAL : null, peers: [] },
      { name: `memory.anchor.${works}`, value: peakMiB, unit: "MiB", goal: isLargest ? MEMORY_GOAL : null, peers: [] },
    );
    if (isLargest) rows.push(await measureProof(batch, works));
  }
  return rows;
}

/** Each in a process that has not seen the file before. */
async function measureProof(batch: string, works: number): Promise<Row> {
  const seconds: number[] = [];
  for (let time = 0; time < PROOFS; time++) {
    const contentHash = hashOf(Math.floor((works * (time + 1)) / (PROOFS + 1)));
    seconds.push((await runChild(join(__dirname, "proof-child.ts"), [batch, contentHash], proven)).seconds);
  }
  return { name: `time.proof.${works}`, value: median(seconds), unit: "s", goal: PROOF_GOAL, peers: [] };
}

async function writeSource(path: string, works: number): Promise<void> {
  await pipeline(Readable.from(lines(works)), createWriteStream(path));
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
