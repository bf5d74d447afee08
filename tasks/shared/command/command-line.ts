import { stripVTControlCharacters } from "node:util";

import { extendEnvironment } from "hardhat/config";
import { ArgumentsParser } from "hardhat/internal/cli/ArgumentsParser";
import type { HardhatRuntimeEnvironment, TasksMap } from "hardhat/types";

import { ColophonError } from "../../../lib/errors";
import { report } from "../print/report";
import { meant } from "./did-you-mean";
import { type HeldOutput, holdOutput } from "./held-output";
import { isOwn, isProductCommand } from "./invocation";

/** How Hardhat begins its sentence about what it cannot do. */
const REFUSAL = /^Error (?<code>HH\d+): (?<sentence>.*)$/s;
const UNKNOWN_NETWORK = "HH100";
const UNKNOWN_TASK = "HH303";
const UNKNOWN_PARAMETER = "HH305";
const UNKNOWN_TASK_OF_SCOPE = "HH315";
/** The errors of a command line begin so. */
const ARGUMENTS = "HH3";

let held: HeldOutput | undefined;
let hasBegun = false;
let environment: HardhatRuntimeEnvironment | undefined;

/**
 * Hardhat reads the configuration and the command line before any task runs, and says what is wrong with them at length.
 * Until a command begins, its words are held back; where none begins, one sentence is said instead and the exit code is 2.
 * What Hardhat says of a command that has begun and failed is said in one sentence, too.
 */
export function tidyCommandLineErrors(): void {
  if (process.argv.includes("--show-stack-traces")) return;
  held = holdOutput("log", "error");
  process.on("exit", (code) => {
    const error = code === 0 || held === undefined ? undefined : refusalIn(held.errors);
    if (error === undefined) return show();
    held?.drop();
    process.exitCode = report(error, isProductCommand(process.argv) && process.argv.includes("--json"));
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

/** What was refused, in one sentence; undefined where the words are of something else. */
function refusalIn(errors: HeldOutput["errors"]): ColophonError | undefined {
  const own = errors.flat().find((word) => word instanceof ColophonError);
  if (own !== undefined) return own;

  const refusal = REFUSAL.exec(stripVTControlCharacters(errors[0]?.join(" ") ?? ""))?.groups;
  if (refusal === undefined) return undefined;
  const { code = "", sentence = "" } = refusal;
  return new ColophonError(sentence, {
    code: "WrongCommandLine",
    advice: adviceOn(code, sentence),
    exitCode: hasBegun ? 1 : 2,
  });
}

function adviceOn(code: string, sentence: string): string | undefined {
  if (code === UNKNOWN_NETWORK) return "The networks are embedded, which is meant where none is named, and consortium.";
  if (hasBegun && !code.startsWith(ARGUMENTS)) return undefined;
  const { tasks = {}, scopes = {} } = environment ?? {};
  const words = process.argv.slice(2).filter((word) => word !== "help");
  const [first = "", second = ""] = words.slice(words.findIndex((word) => word in scopes || word in tasks));
  const within = scopes[first]?.tasks;

  const all = "See what there is with: npx hardhat help";
  if (code === UNKNOWN_TASK || !(first in scopes || first in tasks)) {
    return guess(sentence, [...namesOf(tasks), ...Object.keys(scopes)]) + all;
  }
  if (code === UNKNOWN_TASK_OF_SCOPE) return `${guess(sentence, namesOf(within ?? {}))}${all} ${first}`;
  const parameters = (within?.[second] ?? tasks[first])?.paramDefinitions ?? {};
  const known =
    code === UNKNOWN_PARAMETER ? Object.keys(parameters).map((name) => ArgumentsParser.paramNameToCLA(name)) : [];
  const command = within === undefined ? first : `${first} ${second}`;
  return `${guess(sentence, known)}See its parameters with: npx hardhat help ${command}`;
}

function namesOf(tasks: TasksMap): string[] {
  return Object.values(tasks).flatMap(({ name, isSubtask }) => (isSubtask ? [] : [name]));
}

/** Asks whether the word that a sentence of Hardhat's refuses is a slip for one of those known. */
function guess(sentence: string, known: readonly string[]): string {
  const word = /^Unrecognized \w+ '?(?<word>[^\s']+)/.exec(sentence)?.groups?.["word"];
  const name = word === undefined ? undefined : meant(word, known);
  return name === undefined ? "" : `Did you mean ${name}? `;
}
