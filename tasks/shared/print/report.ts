import type { ColophonError, ExitCode } from "../../../lib/errors";
import { printable } from "./printable";

/** Says on stderr what went wrong, and with `json` prints the same as the one JSON document. @returns the exit code */
export function report({ message, advice, exitCode }: ColophonError, json: boolean): ExitCode {
  if (json) console.log(JSON.stringify({ error: { message, ...(advice === undefined ? {} : { advice }) } }, null, 2));
  // A message may have several lines, one for each thing that is wrong.
  const lines = message.split("\n").map(printable).join("\n");
  console.error(advice === undefined ? `Error: ${lines}` : `Error: ${lines}\n  ${printable(advice)}`);
  return exitCode;
}
