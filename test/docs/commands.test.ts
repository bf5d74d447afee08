import { expect } from "chai";
import hre from "hardhat";
import { ArgumentsParser } from "hardhat/internal/cli/ArgumentsParser";
import { HARDHAT_PARAM_DEFINITIONS } from "hardhat/internal/core/params/hardhat-params";
import type { HardhatArguments } from "hardhat/types";

import { isOwn } from "../../tasks/shared/command/invocation";
import { DOCUMENTS, read, typedIn } from "./markdown";

/** What divides the commands of a line. */
const OPERATOR = /^(?:[|;<]|&&|\d?>)$/;
/** A setting for one command, a comment. */
const [SETTING, COMMENT] = [/^[A-Z_]+=/, /\s#\s.*|^#.*/];
/** What `colophon` does beside its tasks. */
const OTHERS = ["help", "completion", "--version", "--help"];
/** What npm does itself. */
const NPM = ["ci", "install", "pack"];

const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** The commands of a line that somebody types, in their words. */
function commandsIn(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const [word] of line.replace(COMMENT, "").matchAll(/"[^"]*"|'[^']*'|[^\s;]+|;/g)) {
    if (OPERATOR.test(word)) commands.push([]);
    else commands.at(-1)?.push(word.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return commands.map((words) => words.slice(words.findIndex((word) => !SETTING.test(word))));
}

/** Has a command read as it would be; nothing where it is none of ours. @throws whatever is said of one that is wrong */
function readCommand([program, ...words]: readonly string[]): void {
  if (program === "npx" && words[0] === "hardhat") readHardhat(words.slice(1));
  if (program === "colophon") readColophon(words);
  if (program === "npm") readScript(words);
}

function readHardhat(words: readonly string[]): void {
  const parser = new ArgumentsParser();
  // Nothing is given by the environment.
  const { allUnparsedCLAs } = parser.parseHardhatArguments(HARDHAT_PARAM_DEFINITIONS, {} as HardhatArguments, [
    ...words,
  ]);
  const named = parser.parseScopeAndTaskNames(allUnparsedCLAs, hre.tasks, hre.scopes);
  const { scopeName, taskName, unparsedCLAs } = named;
  const tasks = scopeName === undefined ? hre.tasks : hre.scopes[scopeName]?.tasks;
  const definition = tasks?.[taskName];
  if (definition === undefined) throw new Error(`there is no task ${taskName}`);
  parser.parseTaskArguments(definition, unparsedCLAs);
}

/** Its tasks are those of Hardhat. */
function readColophon(words: readonly string[]): void {
  const [first = ""] = words;
  if (OTHERS.includes(first)) return;
  if (!isOwn(first)) throw new Error(`colophon has no ${first}`);
  readHardhat(words);
}

function readScript(words: readonly string[]): void {
  const [first = "", second = ""] = words;
  if (NPM.includes(first)) return;
  const script = first === "run" ? second : first;
  if (!(script in scripts)) throw new Error(`there is no script ${script}`);
  const behind = words.indexOf("--");
  // The one whose words are Hardhat's.
  if (script === "deploy" && behind !== -1) readHardhat(["deploy", ...words.slice(behind + 1)]);
}

/** What is wrong with the commands of a document. */
function faultsOf(text: string): string[] {
  return typedIn(text)
    .flatMap(commandsIn)
    .flatMap((words) => {
      try {
        readCommand(words);
        return [];
      } catch (error) {
        return [`${words.join(" ")}: ${String(error)}`];
      }
    });
}

describe("the blocks of code", () => {
  for (const document of DOCUMENTS) {
    it(`of ${document} have commands that can be typed`, () => {
      expect(faultsOf(read(document))).to.deep.equal([]);
    });
  }

  const FAULTS = {
    "a task that there is not": "npx hardhat work burn",
    "a flag that there is not": "npx hardhat work show --work 0x1 --loud",
    "a parameter that is missing": "npx hardhat order hold --work 0x1 --json",
    "a value that is no number": "npx hardhat committee show --proposal one",
    "a network without its name": "npx hardhat status --network",
    "a command of Hardhat's in colophon": "colophon compile",
    "a script that there is not": "npm run dance",
    "a tag of the deploy scripts without its name": "npm run deploy -- --tags",
  };
  for (const [what, command] of Object.entries(FAULTS)) {
    it(`are known not to be ones with ${what}`, () => {
      const block = `\`\`\`sh\nKEY=1 ls "a;b" && \\\n  ${command} # said\n\`\`\`\n`;

      expect(faultsOf(block)).to.have.length(1);
      expect(faultsOf(`\`\`\`console\n${command}\n$ ${command}\n\`\`\``)).to.have.length(1);
    });
  }

  it("are found, many of them", () => {
    expect(DOCUMENTS.flatMap((document) => typedIn(read(document))).length).to.be.greaterThan(60);
  });
});
