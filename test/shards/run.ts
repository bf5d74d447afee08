/**
 * `npm test`: all tests, or those of the folders that are named, in three processes where the machine has two cores: a core
 * is busy while a test of another process waits. Everything else that is named goes to `hardhat test` in one process.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";

import { TASK_COMPILE, TASK_TEST_GET_TEST_FILES } from "hardhat/builtin-tasks/task-names";

import { divide, shardsOf } from "./divide";
import { HARDHAT, inMemory, ROOT, runNode, runShards, speak } from "./shards";

/** Loads Hardhat only now: one file of tests starts without it, in a process that loads it itself. */
async function runTask(name: string, args: object): Promise<unknown> {
  const { default: hre } = await import("hardhat");
  return hre.run(name, args);
}

/** The files that are meant; undefined where something else than folders is named. */
async function filesOf(words: readonly string[]): Promise<readonly string[] | undefined> {
  if (words.length === 0) return (await runTask(TASK_TEST_GET_TEST_FILES, { testFiles: [] })) as string[]; // as Hardhat says
  if (!words.every((word) => existsSync(word) && statSync(word).isDirectory())) return undefined;
  return words.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => join(ROOT, folder, name)),
  );
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const files = await filesOf(words);
  if (files === undefined) {
    const { code } = await runNode([HARDHAT, "test", ...words], speak);
    process.exitCode = code ?? 1;
    return;
  }

  // Hardhat would leave a core idle: what has settings of its own is compiled beside the rest.
  const cores = availableParallelism();
  await runTask(TASK_COMPILE, { quiet: true, concurrency: cores });
  const paths = files.map((file) => relative(ROOT, file));
  const shards = divide(paths, shardsOf(cores));
  process.exitCode = await runShards(
    shards.map((part) => ["test", "--no-compile", ...part]),
    inMemory(),
  );
}

if (require.main === module) void main();
