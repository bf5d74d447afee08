import { spawn } from "node:child_process";
import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { environmentWith } from "../../lib/env";
import { countOf, type Ended, summaryOf } from "./summary";

export const ROOT = join(__dirname, "..", "..");
export const HARDHAT = require.resolve("hardhat/internal/cli/bootstrap");

/** Where Linux keeps files in memory, and how much room there must be: many times what tests write. */
const MEMORY = "/dev/shm";
const ROOM_BYTES = 4 * 2 ** 30;

/** MiB in which V8 has its young objects; with those it takes by itself tests collect them so often that it is a tenth of their time. */
const YOUNG_MIB = 64;

/** What is set in the environment of a process. */
type Settings = Readonly<Record<string, string>>;

/**
 * Runs command lines of `hardhat test` beside each other. The first is heard as it speaks, the others one after the other when
 * they have ended; what failed is said once more at the end, before the sum.
 * @returns the exit code: 0 where no test failed
 */
export async function runShards(lines: readonly (readonly string[])[], settings: Settings = {}): Promise<0 | 1> {
  const begin = performance.now();
  const running = lines.map((args, index) =>
    runNode([`--max-semi-space-size=${YOUNG_MIB}`, HARDHAT, ...args], index === 0 ? speak : undefined, settings),
  );
  const ended: Ended[] = [];
  for (const [index, shard] of running.entries()) {
    const outcome = await shard;
    if (index > 0) speak(outcome.output);
    ended.push(outcome);
  }
  const { failing, words } = summaryOf(ended.map(countOf), performance.now() - begin);
  console.log(words);
  return failing === 0 ? 0 : 1;
}

/**
 * Runs a process of the project's to its end.
 * @param onOutput hears what it says on stdout and stderr, as it says it
 */
export async function runNode(
  args: readonly string[],
  onOutput: (text: string) => void = () => undefined,
  settings: Settings = {},
): Promise<Ended> {
  const colours: Record<string, string> = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: environmentWith({ HARDHAT_DISABLE_TELEMETRY_PROMPT: "true", ...colours, ...settings }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      onOutput(text);
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}

export function speak(text: string): void {
  process.stdout.write(text);
}

/**
 * Has tests write into memory where there is room and nobody wants another place, since they would wait for the disk most of all.
 * A browser takes no folder that is there, which to it is a device's.
 */
export function inMemory(): Settings {
  if (tmpdir() !== "/tmp" || !existsSync(MEMORY)) return {};
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES ? { TMPDIR: MEMORY } : {};
}
