import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { environmentWith } from "../lib/env";
import { freePort, startAnvil } from "../scripts/chain/anvil";
import { median } from "./shared/median";
import type { Part, Row } from "./shared/row";

const run = promisify(execFile);

const TIMES = 5;
const MILLISECONDS = 1000;
const ROOT = join(__dirname, "..");
const WORK = `0x${"1".repeat(64)}`;
const NOT_SO = 3;

/** A command line that is measured, and how many times as long as the peer it may take. */
interface Measured {
  readonly name: string;
  readonly command: readonly string[];
  readonly goal: number;
  /** The exit code. */
  readonly code: number;
}

const PEER: Measured = { name: "peer", command: ["npx", "hardhat", "--version"], goal: 1, code: 0 };
const OURS: readonly Measured[] = [
  { name: "time.start", command: ["npx", "hardhat", "account", "list"], goal: 1.5, code: 0 },
  {
    name: "time.start.colophon",
    command: [process.execPath, join(ROOT, "bin", "colophon.cjs"), "work", "show", "--work", WORK],
    goal: 0.8,
    code: NOT_SO,
  },
];

/** How long a publisher waits for the shortest command. */
export const start: Part = {
  name: "start",
  comparison:
    "The wall time of `npx hardhat account list`, and of `colophon work show` for a work that is not registered on an embedded " +
    `chain, each in a process of its own, the median of ${TIMES}, by turns with \`npx hardhat --version\`, which prints a number ` +
    "without loading any configuration or task: the difference is TypeScript, our tasks and ethers. `colophon` starts without " +
    "npx, Hardhat and TypeScript, and asks the chain.",
  measure,
};

async function measure(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  const port = await freePort();
  const anvil = await startAnvil({ port, folder: join(home, "chain") });
  try {
    const env = environmentWith({
      COLOPHON_HOME: home,
      COLOPHON_CHAIN_PORT: String(port),
      COLOPHON_NETWORK: "embedded",
    });
    // A publisher's shell does not have the variable by which run.ts names the network.
    delete env["HARDHAT_NETWORK"];
    await run("npx", ["hardhat", "deploy"], { cwd: ROOT, env });

    const lines = [PEER, ...OURS];
    const seconds = lines.map((): number[] => []);
    for (let time = 0; time < TIMES; time++) {
      for (const [index, line] of lines.entries()) seconds[index]?.push(await secondsOf(line, env));
    }
    const [peer = 0, ...ours] = seconds.map(median);
    return OURS.map(({ name, goal }, index) => ({
      name,
      value: ours[index] ?? 0,
      unit: "s",
      goal: goal * peer,
      peers: [{ name: PEER.command.join(" "), value: peer }],
    }));
  } finally {
    await anvil.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function secondsOf({ command, code }: Measured, env: NodeJS.ProcessEnv): Promise<number> {
  const [program = "", ...args] = command;
  const begin = performance.now();
  const ended = await run(program, args, { cwd: ROOT, env }).then(
    () => 0,
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );
  if (ended !== code) throw new Error(`${command.join(" ")} ended with ${String(ended)}`);
  return (performance.now() - begin) / MILLISECONDS;
}
