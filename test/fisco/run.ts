/** `npm run test:fisco`: the suites of the tasks, lib, the deploy scripts and the command line, and the demo, on the profile. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { environmentWith } from "../../lib/env";
import { FILES_LEFT_OUT, LEFT_OUT } from "./left-out";

const ROOT = join(__dirname, "..", "..");
const HARDHAT = require.resolve("hardhat/internal/cli/bootstrap");
const CONFIG = ["--config", join(__dirname, "hardhat.config.ts")];
const SECOND = 1000;
/** What has chains of its own, beside what runs on the in-process chain. */
const OWN_CHAIN = /^test\/(cli|lib\/chain\/sending\/pipeline)/;
const DEMO = 'require("./test/fisco/stand-in").standInForAnvil(); require("./scripts/demo")';

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a process to its end. What it says is held, so that two at a time can be read one after the other. */
async function run(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: environmentWith({ HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}

function testFiles(): string[] {
  return ["test/cli", "test/deploy", "test/lib", "test/tasks"]
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => file.endsWith(".test.ts") && !FILES_LEFT_OUT.includes(file));
}

function report(name: string, { code, output }: Ended): number {
  const count = (word: string): number => Number(new RegExp(`^ +(\\d+) ${word}`, "m").exec(output)?.[1] ?? 0);
  const passed = count("passing");
  if (code === 0) {
    console.log(`${name}: ${passed > 0 ? `${passed} tests passed` : "passed"}`);
    return passed;
  }
  console.log(output);
  console.log(`${name}: FAILED, ${count("failing")} of ${passed + count("failing")} tests`);
  process.exitCode = 1;
  return passed;
}

async function main(): Promise<void> {
  const start = performance.now();
  const files = testFiles();
  const own = files.filter((file) => OWN_CHAIN.test(file));
  const inProcess = files.filter((file) => !OWN_CHAIN.test(file));

  const rules = readdirSync(__dirname).filter((name) => name.endsWith(".test.ts"));
  let passed = report(
    "the profile itself",
    await run([HARDHAT, "test", ...rules.map((name) => join(__dirname, name))]),
  );
  const [first, second] = await Promise.all([
    run([HARDHAT, ...CONFIG, "test", ...inProcess]),
    run([HARDHAT, ...CONFIG, "test", ...own]).then(async (ended) => ({
      ended,
      demo: await run(["-r", "ts-node/register/transpile-only", "-e", DEMO]),
    })),
  ]);
  passed += report(`tasks, lib and deploy (${inProcess.length} files, the in-process chain)`, first);
  passed += report(`the command line and the pipeline (${own.length} files, the embedded chain)`, second.ended);
  report("the demo (the embedded chain)", second.demo);

  console.log("\nLeft out, since it is otherwise on FISCO BCOS:");
  for (const { test, why } of LEFT_OUT) console.log(`- ${test}: ${why}`);
  console.log(`Left out for the time they take: ${FILES_LEFT_OUT.join(", ")}`);
  console.log(`\n${passed} tests passed through the profile in ${((performance.now() - start) / SECOND).toFixed(0)} s`);
}

if (require.main === module) void main();
