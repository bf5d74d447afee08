import { stripVTControlCharacters } from "node:util";

import { extendEnvironment } from "hardhat/config";

import { ColophonError } from "../../../lib/errors";
import { report } from "../print/report";
import { type HeldOutput, holdOutput } from "./held-output";
import { firstWord, isProductCommand, productScope } from "./invocation";

/** How Hardhat begins its sentence about a command line that it cannot read. */
const REFUSAL = /^Error (?<code>HH\d+): (?<sentence>.*)$/s;
const UNKNOWN_NETWORK = "HH100";
const UNKNOWN_TASK_OF_SCOPE = "HH315";

let held: HeldOutput | undefined;

/**
 * Hardhat reads the configuration and the command line before any task runs, and says what is wrong with them at length.
 * Until a command begins, its words are held back; where none begins, one sentence is said instead and the exit code is 2.
 */
export function tidyCommandLineErrors(): void {
  if (process.argv.includes("--show-stack-traces")) return;
  held = holdOutput("log", "error");
  process.on("exit", (code) => {
    const error = code === 0 || held === undefined ? undefined : refusalIn(held.errors);
    if (error === undefined) return commandBegins();
    held?.drop();
    process.exitCode = report(error, isProductCommand(process.argv) && process.argv.includes("--json"));
  });
  // Hardhat's own commands do not say that they begin. This is the last moment before one does, if there is such a command.
  extendEnvironment(({ tasks, scopes }) => {
    const word = firstWord(process.argv);
    const exists = word === undefined || Object.hasOwn(tasks, word) || Object.hasOwn(scopes, word);
    if (exists && !isProductCommand(process.argv)) commandBegins();
  });
}

/** To be called where a command begins: what was held back is printed, and nothing more is held. */
export function commandBegins(): void {
  held?.print();
  held = undefined;
}

/** What was refused, in one sentence; undefined where the words are of something else. */
function refusalIn(errors: HeldOutput["errors"]): ColophonError | undefined {
  const own = errors.flat().find((word) => word instanceof ColophonError);
  if (own !== undefined) return own;

  const refusal = REFUSAL.exec(stripVTControlCharacters(errors[0]?.join(" ") ?? ""))?.groups;
  if (refusal === undefined) return undefined;
  const { code = "", sentence = "" } = refusal;
  return new ColophonError(sentence, { advice: adviceOn(code), exitCode: 2 });
}

function adviceOn(code: string): string {
  if (code === UNKNOWN_NETWORK) return "The networks are embedded, which is meant where none is named, and consortium.";
  const scope = productScope(process.argv);
  if (scope === undefined) return "See what there is with: npx hardhat help";
  if (code === UNKNOWN_TASK_OF_SCOPE) return `See what there is with: npx hardhat help ${scope}`;
  const task = process.argv[process.argv.indexOf(scope) + 1] ?? "";
  return `See its parameters with: npx hardhat help ${scope} ${task}`;
}
