import { extendEnvironment } from "hardhat/config";
import type { HardhatRuntimeEnvironment } from "hardhat/types";

import { ColophonError } from "../../../lib/errors";
import { report } from "../print/report";
import { inOurWords } from "./hardhat-words";
import { type HeldOutput, holdOutput } from "./held-output";
import { isHardhatsCommandLine, isOwn, isProductCommand } from "./invocation";

let held: HeldOutput | undefined;
let hasBegun = false;
let environment: HardhatRuntimeEnvironment | undefined;

/**
 * Hardhat reads the configuration and the command line before any task runs, and says what is wrong with them at length.
 * Until a command begins, its words are held back; where none begins, one sentence is said instead and the exit code is 2.
 * What Hardhat says of a command that has begun and failed is said in one sentence, too. A program that loads Hardhat as a
 * library has no command line of Hardhat's, and nothing of it is held.
 */
export function tidyCommandLineErrors(): void {
  if (!isHardhatsCommandLine() || process.argv.includes("--show-stack-traces")) return;
  held = holdOutput("log", "error");
  process.on("exit", (code) => {
    const error = code === 0 || held === undefined ? undefined : refusalIn(held.errors);
    if (error === undefined) return show();
    held?.drop();
    refuse(error);
  });
  extendEnvironment((env) => {
    environment = env;
    const { run } = env;
    // The first call is the command's.
    const begin: typeof run = async (task, ...more) => {
      Object.assign(env, { run });
      // What help cannot show is a word that there is not: nothing has begun.
      if ((typeof task === "string" ? task : task.task) === "help") return run(task, ...more) as Promise<unknown>;
      show();
      hasBegun = true;
      try {
        return (await run(task, ...more)) as unknown;
      } catch (error) {
        held = holdOutput("log", "error");
        throw error;
      }
    };
    Object.assign(env, { run: begin });
  });
}

/**
 * Says in one sentence what Hardhat cannot read of the command line before it has read the configuration.
 * @param thrown by Hardhat's reading of it
 */
export function refuseCommandLine(thrown: unknown): void {
  const error = thrown instanceof Error ? inOurWords(thrown.message, { hasBegun, commands: undefined }) : undefined;
  if (error === undefined) throw thrown;
  refuse(error);
}

/** Where the development packages are not installed: takes away the commands that need them, so that help lists the others. */
export function offerProductOnly(): void {
  extendEnvironment(({ tasks, scopes }) => {
    const isOffered = (name: string): boolean => name === "help" || isOwn(name);
    for (const map of [tasks, scopes]) {
      for (const name of Object.keys(map)) if (!isOffered(name)) Reflect.deleteProperty(map, name);
    }
  });
}

/** Prints what was held back, and holds nothing more. */
function show(): void {
  held?.print();
  held = undefined;
}

function refuse(error: ColophonError): void {
  process.exitCode = report(error, isProductCommand(process.argv) && process.argv.includes("--json"));
}

/** What was refused, in one sentence; undefined where the words are of something else. */
function refusalIn(errors: HeldOutput["errors"]): ColophonError | undefined {
  const own = errors.flat().find((word) => word instanceof ColophonError);
  return own ?? inOurWords(errors[0]?.join(" ") ?? "", { hasBegun, commands: environment });
}
