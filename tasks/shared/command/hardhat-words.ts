import { stripVTControlCharacters } from "node:util";

import { ArgumentsParser } from "hardhat/internal/cli/ArgumentsParser";
import { HARDHAT_PARAM_DEFINITIONS } from "hardhat/internal/core/params/hardhat-params";
import type { ParamDefinitionsMap, ScopesMap, TasksMap } from "hardhat/types";

import { ColophonError } from "../../../lib/errors";
import { meant } from "./did-you-mean";

/** How Hardhat begins its sentence about what it cannot do, thrown or printed. */
const REFUSAL = /^(?:Error )?(?<code>HH\d+): (?<sentence>.*)$/s;
const UNKNOWN_NETWORK = "HH100";
const NO_READABLE_FILE = "HH302";
const UNKNOWN_TASK = "HH303";
const UNKNOWN_OPTION = "HH304";
const UNKNOWN_PARAMETER = "HH305";
const WITHOUT_VALUE = "HH306";
const UNKNOWN_TASK_OF_SCOPE = "HH315";
/** The errors of a command line begin so. */
const ARGUMENTS = "HH3";
const NETWORKS = "The networks are embedded, which is meant where none is named, and consortium.";
const HELP = "See what there is with: npx hardhat help";

/** How far Hardhat was when it refused. */
export interface Progress {
  /** Whether a command has begun. */
  readonly hasBegun: boolean;
  /** What there is; undefined before the configuration is read and its network found. */
  readonly commands: { readonly tasks: TasksMap; readonly scopes: ScopesMap } | undefined;
}

/** What Hardhat refuses, in one sentence and with what to do; undefined where its words are of something else. */
export function inOurWords(words: string, progress: Progress): ColophonError | undefined {
  const { code = "", sentence = "" } = REFUSAL.exec(stripVTControlCharacters(words))?.groups ?? {};
  if (code === "") return undefined;
  const { hasBegun, commands } = progress;
  const said = commands === undefined ? ofHardhatsOptions(code, sentence) : sentence;
  return new ColophonError(said, {
    code: "WrongCommandLine",
    advice: commands === undefined ? adviceOnOption(code, said) : adviceOn(code, said, progress),
    exitCode: hasBegun ? 1 : 2,
  });
}

/** Before the configuration is read, Hardhat knows its own options only, and speaks of them as if they were a task's. */
function ofHardhatsOptions(code: string, sentence: string): string {
  if (code === UNKNOWN_OPTION) {
    return sentence.replace(
      /^Unrecognised command line argument (\S+)\..*$/s,
      "Unrecognized option $1 before the command",
    );
  }
  if (code === WITHOUT_VALUE) return sentence.replace(/^The '(\S+)' parameter of task '.*' expects/, "$1 expects");
  return sentence;
}

function adviceOnOption(code: string, sentence: string): string {
  if (code === UNKNOWN_OPTION) {
    return `${guess(sentence, optionsOf(HARDHAT_PARAM_DEFINITIONS))}The options of a command come after it. ${HELP}`;
  }
  if (code === UNKNOWN_NETWORK || (code === WITHOUT_VALUE && sentence.startsWith("--network "))) return NETWORKS;
  return code === NO_READABLE_FILE ? "Check the spelling of the path and the folder you are in." : HELP;
}

function adviceOn(code: string, sentence: string, { hasBegun, commands }: Progress): string | undefined {
  if (hasBegun && !code.startsWith(ARGUMENTS)) return undefined;
  const { tasks = {}, scopes = {} } = commands ?? {};
  const words = process.argv.slice(2).filter((word) => word !== "help");
  const [first = "", second = ""] = words.slice(words.findIndex((word) => word in scopes || word in tasks));
  const within = scopes[first]?.tasks;

  if (code === UNKNOWN_TASK || !(first in scopes || first in tasks)) {
    return guess(sentence, [...namesOf(tasks), ...Object.keys(scopes)]) + HELP;
  }
  if (code === UNKNOWN_TASK_OF_SCOPE) return `${guess(sentence, namesOf(within ?? {}))}${HELP} ${first}`;
  const parameters = (within?.[second] ?? tasks[first])?.paramDefinitions ?? {};
  const known = code === UNKNOWN_PARAMETER ? optionsOf(parameters) : [];
  const command = within === undefined ? first : `${first} ${second}`;
  return `${guess(sentence, known)}See its parameters with: npx hardhat help ${command}`;
}

function optionsOf(parameters: ParamDefinitionsMap): string[] {
  return Object.keys(parameters).map((name) => ArgumentsParser.paramNameToCLA(name));
}

function namesOf(tasks: TasksMap): string[] {
  return Object.values(tasks).flatMap(({ name, isSubtask }) => (isSubtask ? [] : [name]));
}

/** Asks whether the word that a sentence refuses is a slip for one of those known. */
function guess(sentence: string, known: readonly string[]): string {
  const word = /^Unrecognized \w+ '?(?<word>[^\s']+)/.exec(sentence)?.groups?.["word"];
  const name = word === undefined ? undefined : meant(word, known);
  return name === undefined ? "" : `Did you mean ${name}? `;
}
