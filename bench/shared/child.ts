import { execFile } from "node:child_process";
import { promisify } from "node:util";

import type { z } from "zod";

const run = promisify(execFile);

/**
 * Runs a script in a process of its own, so that its time and memory are its own.
 * @param cwd whose packages and settings of TypeScript it uses; default: this process's folder
 * @returns the JSON that it prints
 */
export async function runChild<T>(
  script: string,
  args: readonly string[],
  report: z.ZodType<T>,
  cwd?: string,
): Promise<T> {
  const compiler = script.endsWith(".ts") ? ["-r", "ts-node/register/transpile-only"] : [];
  const { stdout } = await run(process.execPath, [...compiler, script, ...args], { cwd });
  return report.parse(JSON.parse(stdout));
}
