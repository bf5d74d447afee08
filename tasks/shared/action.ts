import type { ActionType, HardhatRuntimeEnvironment } from "hardhat/types";

import { ColophonError } from "../../lib/errors";
import { isProductCommand } from "./invocation";
import type * as Kit from "./kit";

/** What a task did: `result` for machines and tests, `text` for people. */
export interface Outcome<R> {
  readonly result: R;
  readonly text: string;
  /** 3 where the task checked something and it is not so. */
  readonly exitCode?: 3;
}

/** The exit code for everything that was used wrongly. */
const WRONG_USE = 2;
const FAILED = 1;

let started = false;

/**
 * Makes a task's action of a function. On the command line it prints the outcome (with `--json` exactly one JSON document)
 * and sets the exit code; called by other code it returns the result and throws what went wrong.
 */
export function action<A, R>(
  run: (args: A, hre: HardhatRuntimeEnvironment, kit: typeof Kit) => Promise<Outcome<R>>,
): ActionType<A & { json: boolean }> {
  return async (args, hre) => {
    started = true;
    const kit = await import("./kit");
    if (!isProductCommand(process.argv)) return (await run(args, hre, kit)).result;

    try {
      const { result, text, exitCode } = await run(args, hre, kit);
      console.log(args.json ? JSON.stringify(result, null, 2) : text);
      process.exitCode = exitCode ?? 0;
      return result;
    } catch (error) {
      await printError(error, args.json);
      return undefined;
    }
  };
}

/**
 * Hardhat ends with 1 and a stack trace when it cannot read a command line. This turns that into 2 and one sentence, for
 * the product's own commands.
 */
export function tidyCommandLineErrors(): void {
  if (!process.argv.includes("--show-stack-traces")) Error.stackTraceLimit = 0;
  process.on("exit", (code) => {
    if (code === FAILED && !started) process.exitCode = WRONG_USE;
  });
}

/** Says on stderr what went wrong, sets the exit code, and with `json` prints the same as the one JSON document. */
export async function printError(thrown: unknown, json: boolean): Promise<void> {
  const { explain } = await import("../../lib/chain/failures");
  const error = explain(thrown, []);
  process.exitCode = error?.exitCode ?? FAILED;
  const message = error?.message ?? `Unexpected: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  const advice = error instanceof ColophonError ? error.advice : "This is a fault in Colophon; please report it.";
  if (json) console.log(JSON.stringify({ error: { message, ...(advice === undefined ? {} : { advice }) } }, null, 2));
  console.error(advice === undefined ? `Error: ${message}` : `Error: ${message}\n  ${advice}`);
  if (process.argv.includes("--show-stack-traces")) console.error(thrown);
}
