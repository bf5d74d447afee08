import { inspect } from "node:util";

import { explain } from "../../../lib/chain/contracts/failures";
import { withShownUrls } from "../../../lib/chain/nodes/shown-url";
import { defaultNetwork } from "../../../lib/env";
import { ColophonError } from "../../../lib/errors";
import { failWhereOutputIsLost, written } from "../print/lost-output";
import { asTyped, beOnNetwork } from "../print/program";
import { report } from "../print/report";
import type { CommandContext } from "./context";
import { optionOf } from "./definition";
import { isProductCommand, SCOPES, TASKS } from "./invocation";

/** What a task did: `result` for machines and tests, `text` for people. */
export interface Outcome<R> {
  readonly result: R;
  readonly text: string;
  /** 3 where the task checked something and it is not so; of `certificate verify` that of its verdict. */
  readonly exitCode?: number;
}

/**
 * Makes a task's action of a function. On the command line it prints the outcome (with `--json` exactly one JSON document)
 * and sets the exit code; called by other code it returns the result and throws what went wrong.
 */
export function action<A, R>(
  run: (args: A, hre: CommandContext) => Promise<Outcome<R>>,
): (args: A & { json: boolean }, hre: CommandContext) => Promise<R | undefined> {
  return async (args, hre) => {
    if (!isProductCommand(process.argv)) return (await run(args, hre)).result;

    failWhereOutputIsLost();
    const { name } = hre.network;
    beOnNetwork(name === (defaultNetwork() ?? "embedded") ? undefined : name, [...SCOPES, ...TASKS]);
    const waitsForEver = (): void => printError(new Error("the command waits for what never comes"), args.json);
    // Where nothing is under way any more Node ends without a word, as if all had gone well.
    process.once("beforeExit", waitsForEver);
    try {
      requireValues(args);
      const { result, text, exitCode } = await run(args, hre);
      console.log(args.json ? toJson(result) : asTyped(text));
      process.exitCode = exitCode ?? 0;
      // Hardhat ends the process before it is told.
      await written(process.stdout);
      return result;
    } catch (error) {
      printError(error, args.json);
      return undefined;
    } finally {
      process.off("beforeExit", waitsForEver);
    }
  };
}

/** An empty value is most often a shell's variable that was not set; as a path it would mean the current folder. */
function requireValues(args: object): void {
  const empty = Object.entries(args).find(([, value]) => value === "");
  if (empty === undefined) return;
  throw new ColophonError(`${optionOf({ name: empty[0] })} has no value`, {
    code: "WrongParameter",
    advice: "Give it a value, or leave it out.",
    exitCode: 2,
  });
}

/** A document whose shape does not depend on what was found: what there is not is null. */
function toJson(result: unknown): string {
  return JSON.stringify(result, (_, value: unknown) => (value === undefined ? null : value), 2);
}

/** Says what went wrong, as `report` does, and sets the exit code. */
export function printError(thrown: unknown, json: boolean): void {
  process.exitCode = report(explain(thrown) ?? fault(thrown), json);
  if (process.argv.includes("--show-stack-traces")) console.error(withShownUrls(inspect(thrown)));
}

function fault(thrown: unknown): ColophonError {
  return new ColophonError(`Unexpected: ${thrown instanceof Error ? thrown.message : String(thrown)}`, {
    code: "Unexpected",
    advice: "This is a fault in Colophon; please report it.",
    cause: thrown,
  });
}
