/** `npm run test:portal`: the page in a real Chromium, on real contracts; where there is no Chromium, it says so. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { divide } from "../shards/divide";
import { ROOT, runShards } from "../shards/shards";
import { findChromium } from "./browser";

const FOLDER = "test/portal";
/** A browser has many processes of its own. */
const SHARDS = 2;

async function main(): Promise<void> {
  if (findChromium() === undefined) {
    console.log("The page was not tested: there is no Chromium here. Install it, and run this again.");
    return;
  }
  const names = readdirSync(join(ROOT, FOLDER)).filter((name) => name.endsWith(".test.ts"));
  const shards = divide(
    names.map((name) => `${FOLDER}/${name}`),
    SHARDS,
  );
  process.exitCode = await runShards(shards.map((part) => ["test", "--no-compile", ...part]));
}

if (require.main === module) void main();
