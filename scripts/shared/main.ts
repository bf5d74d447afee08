import { ColophonError } from "../../lib/errors";

/** Runs a script; what went wrong is said in words, or with a stack where it is a fault in the program. */
export function main(run: () => Promise<void>): void {
  run().catch((error: unknown) => {
    process.exitCode = 1;
    if (!(error instanceof ColophonError)) return console.error(error);
    process.exitCode = error.exitCode;
    console.error(`Error: ${error.message}${error.advice === undefined ? "" : `\n  ${error.advice}`}`);
  });
}
