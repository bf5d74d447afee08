import { ColophonError } from "../../../lib/errors";

/** The scopes of the product's own tasks. */
export const SCOPES = [
  "work",
  "batch",
  "title",
  "certificate",
  "checkpoint",
  "log",
  "order",
  "party",
  "identity",
  "credential",
  "key",
  "recovery",
  "committee",
  "account",
  "chain",
] as const;

/** The product's tasks that belong to no scope. */
export const TASKS = ["status"] as const;
const OWN = [...SCOPES, ...TASKS];

/** Whether this process is Hardhat's command line, and not a program that imports Hardhat and has words of its own. */
export function isHardhatsCommandLine(): boolean {
  return require.cache[require.resolve("hardhat/internal/cli/cli")] !== undefined;
}

/** The first word of a Hardhat command line that is neither an option nor an option's value: a scope or a task. */
export function firstWord(argv: readonly string[]): string | undefined {
  const OPTIONS_WITH_VALUE = ["--network", "--config", "--tsconfig", "--max-memory"];
  const words = argv.slice(2);
  return words.find((word, index) => !word.startsWith("-") && !OPTIONS_WITH_VALUE.includes(words[index - 1] ?? ""));
}

/** The scope of the product's own task that this command line runs, or the task without one; undefined for anything else. */
export function productScope(argv: readonly string[]): (typeof OWN)[number] | undefined {
  const word = firstWord(argv);
  return OWN.find((own) => own === word);
}

/** Whether a word is a scope of the product, or its task without one. */
export function isOwn(word: string): boolean {
  return OWN.some((own) => own === word);
}

/** Whether a word is a task of the product that belongs to no scope. */
export function isAlone(word: string): boolean {
  return TASKS.some((task) => task === word);
}

/** Whether this command line runs one of the product's own tasks. */
export function isProductCommand(argv: readonly string[]): boolean {
  return productScope(argv) !== undefined;
}

/** Whether this command line runs the tests. */
export function isTestRun(argv: readonly string[]): boolean {
  const word = firstWord(argv);
  return word === "test" || word === "coverage";
}

/** Whether this command line deploys. */
export function isDeployRun(argv: readonly string[]): boolean {
  return firstWord(argv) === "deploy";
}

/** @throws ColophonError, exit code 2, where a command is meant that compiles, deploys or tests: only help does without */
export function requireNoToolchain(argv: readonly string[]): void {
  const word = firstWord(argv);
  if (word === undefined || word === "help") return;
  throw new ColophonError(`The command "${word}" needs the development packages, which are not installed`, {
    code: "NoDevelopmentPackages",
    advice: "Install them with: npm ci. For the commands there are without them: npx hardhat help",
    exitCode: 2,
  });
}
