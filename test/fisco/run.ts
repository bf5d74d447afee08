/** `npm run test:fisco`: the suites of the contracts, the tasks, lib, the deploy scripts and the command line, and the demo, on the profile. */
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { divide, SECONDS, shardsOf } from "../shards/divide";
import { inMemory, ROOT, runNode, runShards } from "../shards/shards";
import { isLeftOut, LEFT_OUT } from "./left-out";

const CONFIG = ["--config", join(__dirname, "hardhat.config.ts")];
const DEMO = 'require("./test/fisco/stand-in").standInForAnvil(); require("./scripts/demo")';
const FOLDERS = ["access", "cli", "deploy", "faults", "governance", "identity", "lib", "parties", "registry", "tasks"];

/** A file that does less here than elsewhere. */
export const FEWER: Readonly<Record<string, number>> = { "test/faults/lib/batch/run/killed-runs.test.ts": 15 };

function testFiles(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, "test", folder), { recursive: true, encoding: "utf8" }).map(
      (name) => `test/${folder}/${name}`,
    ),
  ).filter((file) => file.endsWith(".test.ts") && !isLeftOut(file));
}

async function main(): Promise<void> {
  const files = testFiles();
  const shards = divide(files, shardsOf(availableParallelism()), { ...SECONDS, ...FEWER });
  const code = await runShards(
    shards.map((part) => [...CONFIG, "test", "--no-compile", ...part]),
    inMemory(),
  );

  const demo = await runNode(["-r", "ts-node/register/transpile-only", "-e", DEMO]);
  if (demo.code !== 0) console.log(demo.output);
  console.log(`The demo, through the profile: ${demo.code === 0 ? "passed" : "FAILED"}`);

  console.log("\nLeft out, since it is otherwise on FISCO BCOS:");
  for (const { test, why } of LEFT_OUT) console.log(`- ${test}: ${why}`);
  process.exitCode = code === 0 && demo.code === 0 ? 0 : 1;
}

if (require.main === module) void main();
