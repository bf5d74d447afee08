/**
 * `npm run analyze`: Slither reads the contracts. It ends with 1 where it finds anything above informational that the
 * code does not answer: the line "// slither-disable-next-line DETECTOR", with the reason in a comment above it.
 */
import { execFile, type ExecFileException } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";

import { isCI } from "../lib/env";
import { ColophonError } from "../lib/errors";
import { type Finding, isSerious, parseFindings, readExceptions } from "./analyze/findings";
import { main } from "./shared/main";
import { ensureEnvironment, findPython, oldestPython } from "./shared/python";

const run = promisify(execFile);

const ROOT = join(__dirname, "..");
/** `scripts/analyze/hardhat.config.ts` compiles to here. */
const BUILD = join("node_modules", ".cache", "analyze");
const SLITHER = {
  name: "Slither",
  folder: join(ROOT, BUILD, "venv"),
  requirements: join(__dirname, "analyze", "requirements.txt"),
};
const NOT_OURS = "node_modules|contracts/test|test/properties";
const LARGEST_REPORT = 64 * 1024 * 1024;

main(async () => {
  const python = await findPython();
  if (python === undefined) return missingPython();
  const programs = await ensureEnvironment(python, SLITHER, console.log);

  const { exceptions, faults } = await readExceptions(await soliditySources());
  await compile();
  const findings = await analyze(programs);
  const serious = findings.filter(isSerious);

  for (const { detector, place, reason } of exceptions) console.log(`answered  ${detector} at ${place}: ${reason}`);
  for (const finding of serious) console.log(describe(finding));
  for (const fault of faults) console.log(`\n${fault}`);
  console.log(
    `\nSlither: ${serious.length} findings, ${exceptions.length} answered in the code, ` +
      `${findings.length - serious.length} informational.`,
  );
  if (serious.length + faults.length > 0) {
    throw new ColophonError("Slither's findings stand above", {
      code: "AnalyzerFindings",
      advice: "Repair the code; where it is right, answer beside it: a comment with the reason, then the directive.",
    });
  }
});

function missingPython(): void {
  const message = `Python ${oldestPython()} or newer with venv is not installed: the contracts were not analyzed.`;
  // Nobody reads the message of a machine: there it must not pass for an analysis.
  if (isCI()) throw new ColophonError(message, { code: "AnalyzerMissing", advice: undefined });
  console.log(message);
}

async function soliditySources(): Promise<string[]> {
  const entries = await readdir(join(ROOT, "contracts"), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sol"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith(join("contracts", "test")))
    .sort();
}

/** Everything anew: Slither needs one record of one compilation, of the sources as they are now. */
async function compile(): Promise<void> {
  const hardhat = require.resolve("hardhat/internal/cli/bootstrap");
  const config = join(__dirname, "analyze", "hardhat.config.ts");
  try {
    await run(process.execPath, [hardhat, "--config", config, "compile", "--force", "--quiet"], { cwd: ROOT });
  } catch (cause) {
    throw new ColophonError("The contracts do not compile: npx hardhat compile says why", {
      code: "ContractsDoNotCompile",
      advice: undefined,
      cause,
    });
  }
}

async function analyze(programs: string): Promise<Finding[]> {
  const options = [
    ...["--compile-force-framework", "hardhat", "--hardhat-ignore-compile"],
    ...["--hardhat-artifacts-directory", join(BUILD, "artifacts")],
    ...["--hardhat-cache-directory", join(BUILD, "cache")],
    ...["--filter-paths", NOT_OURS, "--json", "-"],
  ];
  try {
    const { stdout } = await run(join(programs, "slither"), [".", ...options], {
      cwd: ROOT,
      maxBuffer: LARGEST_REPORT,
    });
    return parseFindings(stdout);
  } catch (cause) {
    // Slither ends with an error whenever it has found something; what execFile throws holds the report all the same.
    const { stdout, stderr } = cause as ExecFileException;
    if (!stdout?.startsWith("{")) throw new Error(`Slither did not run:\n${stderr ?? String(cause)}`);
    return parseFindings(stdout);
  }
}

function describe({ impact, check, description }: Finding): string {
  return `\n${impact.toUpperCase()}  ${check}\n  ${description.trim().replaceAll("\n", "\n  ")}`;
}
