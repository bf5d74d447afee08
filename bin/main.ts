import { printError } from "../tasks/shared/command/action";
import { failWhereOutputIsLost, written } from "../tasks/shared/print/lost-output";
import { isAsked, printCandidates } from "./completion";
import { runCommandLine } from "./program";

/**
 * Runs a command line of `colophon` and ends the process.
 * @param version the package's
 * @param argv as process.argv has it
 */
export function main(version: string, argv: readonly string[]): void {
  failWhereOutputIsLost();
  const words = argv.slice(2);
  const ended = isAsked(words) ? printCandidates(words) : runCommandLine(version, words);
  ended
    .catch((error: unknown) => {
      printError(error, words.includes("--json"));
    })
    .finally(async () => {
      // A reader may be slower than the command: what a pipe does not hold yet would be lost.
      await Promise.all([process.stdout, process.stderr].map(written));
      // A connection that is kept open does not keep the command.
      process.exit();
    });
}
