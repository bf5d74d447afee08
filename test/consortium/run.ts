/**
 * `npm run test:consortium`: the suites on validators, in two processes with a network each, since they wait for blocks most of
 * the time.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { ensureEngine } from "../../scripts/consortium/engine";
import { divide } from "../shards/divide";
import { ROOT, runShards } from "../shards/shards";

const FOLDER = "test/consortium";
/** Four validators for each. */
const NETWORKS = 2;

async function main(): Promise<void> {
  // Once, before both of them need it.
  await ensureEngine({ say: (line) => console.log(line) });
  const names = readdirSync(join(ROOT, FOLDER)).filter((name) => name.endsWith(".test.ts"));
  const shards = divide(
    names.map((name) => `${FOLDER}/${name}`),
    NETWORKS,
  );
  process.exitCode = await runShards(shards.map((part) => ["test", "--no-compile", ...part]));
}

if (require.main === module) void main();
