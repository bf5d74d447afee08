import type { ColophonError, ExitCode } from "../../lib/errors";

/** Says on stderr what went wrong, and with `json` prints the same as the one JSON document. @returns the exit code */
export function report({ message, advice, exitCode }: ColophonError, json: boolean): ExitCode {
  if (json) console.log(JSON.stringify({ error: { message, ...(advice === undefined ? {} : { advice }) } }, null, 2));
  console.error(advice === undefined ? `Error: ${message}` : `Error: ${message}\n  ${advice}`);
  return exitCode;
}
