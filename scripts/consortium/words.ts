import { ColophonError } from "../../lib/errors";

/** What `npm run consortium` is asked to do. */
export type Command =
  | { readonly name: "start" | "wipe"; readonly number?: number }
  | { readonly name: "stop" | "help" | "members" }
  | { readonly name: "status"; readonly json: boolean }
  | { readonly name: "kill" | "pause" | "wake" | "checkpoints"; readonly number: number };

const COMMANDS: readonly (readonly [words: string, meaning: string])[] = [
  ["start [N]", "starts all validators that do not run, or validator N"],
  ["members", "the same, and deploys with five sample members as committee"],
  ["status [--json]", "says how each validator is, and whether blocks are made"],
  ["stop", "ends all in an orderly way; the chain is kept"],
  ["kill N", "ends validator N at once (SIGKILL), as a loss of power does"],
  ["pause N", "stops validator N where it is (SIGSTOP): it answers nobody"],
  ["wake N", "lets a paused validator go on"],
  ["checkpoints N", "lets the members sign every Nth block, until Ctrl-C"],
  ["wipe N", "empties its copy of the chain, which it gets from the others"],
  ["wipe", "removes all: the chain, its keys and the sample members' keys"],
  ["help", "says all this"],
];
const USAGE = `The commands are: ${COMMANDS.map(([words]) => words).join(", ")}.`;
const WIDTH = Math.max(...COMMANDS.map(([words]) => words.length));

/** What `npm run consortium -- help` prints. */
export const HELP: readonly string[] = [
  "npm run consortium -- COMMAND",
  "",
  "A consortium network of four validators on this machine. Without a command it is",
  "made and started.",
  "",
  ...COMMANDS.map(([words, meaning]) => `  ${words.padEnd(WIDTH)}  ${meaning}`),
];

/**
 * Reads the words after `npm run consortium --`; none at all means start.
 * @throws ColophonError, exit code 2, where they are no command
 */
export function readCommand(words: readonly string[]): Command {
  const [name = "start", ...rest] = words;
  switch (name) {
    case "start":
    case "wipe":
      return { name, number: numberIn(name, rest) };
    case "kill":
    case "pause":
    case "wake":
    case "checkpoints": {
      const number = numberIn(name, rest);
      const which =
        name === "checkpoints" ? "every how many blocks? Give a number" : "which validator? Give its number";
      if (number === undefined) throw wrong(`${name}: ${which}`);
      return { name, number };
    }
    case "help":
    case "--help":
    case "-h":
      return { name: "help" };
    case "members":
    case "stop":
      nothingIn(name, rest);
      return { name };
    case "status":
      if (rest[0] === "--json") nothingIn(name, rest.slice(1));
      else nothingIn(name, rest);
      return { name, json: rest.length > 0 };
    default:
      throw wrong(`"${name}" is no command`);
  }
}

function numberIn(name: string, [word, ...rest]: readonly string[]): number | undefined {
  if (word === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(word))
    throw wrong(
      `${name}: "${word}" is not ${name === "checkpoints" ? "a number of blocks" : "the number of a validator"}`,
    );
  nothingIn(name, rest);
  return Number(word);
}

function nothingIn(name: string, [word]: readonly string[]): void {
  if (word !== undefined) throw wrong(`${name}: "${word}" is one word too many`);
}

function wrong(message: string): ColophonError {
  return new ColophonError(message, { code: "WrongUsage", advice: USAGE, exitCode: 2 });
}
