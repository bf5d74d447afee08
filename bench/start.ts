import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { environmentWith } from "../lib/env";
import { median } from "./shared/median";
import type { Part, Row } from "./shared/row";

const run = promisify(execFile);

/** How many times as long as the peer it may take. */
const GOAL = 1.5;
const TIMES = 5;
const MILLISECONDS = 1000;
const ROOT = join(__dirname, "..");
const COMMAND = ["hardhat", "account", "list"];
const PEER = ["hardhat", "--version"];

/** How long a publisher waits for the shortest command. */
export const start: Part = {
  name: "start",
  comparison:
    `The wall time of \`npx ${COMMAND.join(" ")}\` in a process of its own, the median of ${TIMES}, beside ` +
    `\`npx ${PEER.join(" ")}\`, which prints a number without loading any configuration or task: the difference is ` +
    "TypeScript, our tasks and ethers.",
  measure,
};

async function measure(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      ours.push(await secondsOf(COMMAND, home));
      theirs.push(await secondsOf(PEER, home));
    }
    const peer = { name: `npx ${PEER.join(" ")}`, value: median(theirs) };
    return [{ name: "time.start", value: median(ours), unit: "s", goal: GOAL * peer.value, peers: [peer] }];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function secondsOf(command: readonly string[], home: string): Promise<number> {
  // A publisher's shell does not have the variable by which run.ts names the network.
  const env = environmentWith({ COLOPHON_HOME: home });
  delete env["HARDHAT_NETWORK"];

  const begin = performance.now();
  await run("npx", [...command], { cwd: ROOT, env });
  return (performance.now() - begin) / MILLISECONDS;
}
