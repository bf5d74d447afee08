import { Command, CommanderError } from "commander";

import { consortiumNetwork } from "../lib/chain/development/local-consortium";
import { networkNamed, networksWith } from "../lib/chain/development/networks";
import { consortium, defaultNetwork, home } from "../lib/env";
import { ColophonError } from "../lib/errors";
import type { CommandContext } from "../tasks/shared/command/context";
import { optionOf, type Parameter, type TaskDefinition } from "../tasks/shared/command/definition";
import { isAlone, productScope, SCOPES, TASKS } from "../tasks/shared/command/invocation";
import { beProgram } from "../tasks/shared/print/program";
import { scriptFor, SHELLS } from "./completion";
import { scopesWith } from "./tasks";

/** How Commander ends where it printed help and there is nothing else to do. */
const HELP = ["commander.helpDisplayed", "commander.help", "commander.version"];

/**
 * Runs the command that a command line means.
 * @param version the package's
 * @param words what was typed after `colophon`
 * @throws ColophonError, exit code 2, where there is no such command
 */
export async function runCommandLine(version: string, words: readonly string[]): Promise<void> {
  beProgram("colophon", [...SCOPES, ...TASKS, "help"]);
  const program = await programFor(version, words);
  try {
    await program.parseAsync(asOptions(words), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (!HELP.includes(error.code)) throw refusal(error, words);
    process.exitCode = 0;
  }
}

/** `help work show` is `work show --help`. */
function asOptions([first, ...others]: readonly string[]): string[] {
  if (first === undefined) return ["--help"];
  return first === "help" ? [...others, "--help"] : [first, ...others];
}

async function programFor(version: string, words: readonly string[]): Promise<Command> {
  const program = new Command("colophon")
    .description("A copyright registry for consortium chains.")
    .version(version, "--version", "Print the version of Colophon")
    .option("--network <name>", "The network: embedded or consortium (else COLOPHON_NETWORK, else embedded)")
    .option("--show-stack-traces", "Add the technical error to what went wrong")
    .helpOption("-h, --help", "Describe a command")
    .helpCommand(false)
    .exitOverride()
    // What is wrong is said in one form, by report().
    .configureOutput({ writeErr: (text) => void process.stdout.write(text), outputError: () => undefined });

  for (const { name, description, tasks } of await scopesWith(scopeIn(words))) {
    const scope = name === "" ? program : program.command(name).description(description).helpCommand(false);
    for (const task of tasks) addTask(scope, task, () => contextOf(program.opts<{ network?: string }>().network));
  }
  program
    .command("completion")
    .description(`Print a script that completes commands in a shell: ${SHELLS.join(", ")}`)
    .argument("<shell>")
    .action((shell: string) => {
      console.log(scriptFor(shell));
    });
  return program;
}

/** The scope that is meant or asked about; productScope takes a command line from its third word on. */
function scopeIn(words: readonly string[]): ReturnType<typeof productScope> {
  return productScope(["", "", ...words.filter((word) => word !== "help")]);
}

function addTask(scope: Command, task: TaskDefinition, context: () => CommandContext): void {
  const command = scope.command(task.name).description(task.description);
  for (const parameter of task.parameters) addParameter(command, parameter);
  const list = task.parameters.find(({ kind }) => kind === "list");
  command.action(async () => {
    const flags = task.parameters.filter(({ kind }) => kind === "flag").map(({ name }) => [name, false]);
    const args = {
      ...Object.fromEntries(flags),
      ...command.opts(),
      ...(list === undefined ? {} : { [list.name]: command.args }),
    };
    // A task says itself which arguments it takes: they are those of its parameters.
    await task.action(args as never, context());
  });
}

function addParameter(command: Command, parameter: Parameter): void {
  const { name, description, kind, type, defaultValue } = parameter;
  const option = optionOf(parameter);
  const read = (text: string): unknown => (type === "int" ? wholeNumber(text, option) : text);
  if (kind === "flag") command.option(option, description);
  else if (kind === "required") command.requiredOption(`${option} <value>`, description, read);
  else if (kind === "optional") command.option(`${option} <value>`, description, read, defaultValue);
  else command.argument(`[${name}...]`, description);
}

function wholeNumber(text: string, option: string): number {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new ColophonError(`${option}: "${text}" is not a whole number`, {
    code: "NotAWholeNumber",
    advice: "Write it in digits alone, such as 12.",
    exitCode: 2,
  });
}

function contextOf(network: string | undefined): CommandContext {
  const name =
    network === undefined ? networkNamed(defaultNetwork(), "COLOPHON_NETWORK") : networkNamed(network, "--network");
  return { network: { name, config: networksWith(consortiumNetwork(consortium(), home()))[name] } };
}

/** What Commander refuses, in the words of all commands: it says "error: unknown option '--x'\n(Did you mean --y?)". */
function refusal({ message }: CommanderError, words: readonly string[]): ColophonError {
  const [first = "", guess] = message.replace(/^error: /, "").split("\n");
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  const scope = scopeIn(words);
  const known = words.filter((word) => !word.startsWith("-"));
  const task =
    scope === undefined || isAlone(scope) || first.startsWith("unknown command")
      ? ""
      : ` ${known[known.indexOf(scope) + 1] ?? ""}`;
  const help = `See what there is with: colophon help${scope === undefined ? "" : ` ${scope}`}${task}`.trimEnd();
  const meant = guess === undefined ? "" : `${guess.replace(/^\((.*)\)$/, "$1")} `;
  return new ColophonError(sentence, { code: "WrongCommandLine", advice: `${meant}${help}`, exitCode: 2 });
}
