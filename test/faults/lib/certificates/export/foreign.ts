import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";

import { ensureEnvironment, findPython } from "../../../../../scripts/shared/python";
import { ROOT } from "../../../../shards/shards";
import { COSE_ENVIRONMENT } from "../../../../shared/cose-environment";

const CHECKS = join(ROOT, "docs", "others-tools");
const CACHE = join(ROOT, "node_modules", ".cache", "others-tools");
const run = promisify(execFile);

/** A program of others that answers "yes: …" or "no: …" to each question, a line each. */
export type Checker = (questions: readonly unknown[]) => Promise<string[]>;

/** transparency.dev's libraries, in Go. @throws Error where there is no Go */
export async function goChecker(): Promise<Checker> {
  const program = join(CACHE, "tlog");
  await mkdir(CACHE, { recursive: true });
  await run("go", ["build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-o", program, "."], {
    cwd: join(CHECKS, "tlog"),
  });
  return (questions) =>
    asked(
      program,
      ["-lines"],
      questions.map((each) => JSON.stringify(each)),
    );
}

/** scitt-cose and pyscitt, in Python. @throws Error where there is no Python */
export async function pythonChecker(): Promise<Checker> {
  const python = await findPython();
  if (python === undefined) throw new Error("there is no Python 3.11, which this check needs");
  const programs = await ensureEnvironment(python, COSE_ENVIRONMENT, (line) => console.log(`    ${line}`));
  const check = [join(CHECKS, "check_cose.py"), "--lines"];
  return (questions) =>
    asked(
      join(programs, "python"),
      check,
      questions.map((each) => JSON.stringify(each)),
    );
}

/** Digital Bazaar's libraries, in a process of their own. */
export function credentialChecker(): Checker {
  return (questions) => asked(process.execPath, [join(CHECKS, "check-vc.mjs"), "--lines"], questions.map(String));
}

async function asked(program: string, args: readonly string[], lines: readonly string[]): Promise<string[]> {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const output = text(child.stdout);
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  await once(child, "close");
  const answers = (await output).trimEnd().split("\n");
  if (answers.length !== lines.length)
    throw new Error(`${program} answered ${answers.length} of ${lines.length} questions`);
  return answers.map((answer) => String(JSON.parse(answer)));
}
