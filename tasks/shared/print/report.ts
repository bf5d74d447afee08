import type { ColophonError, ExitCode } from "../../../lib/errors";
import { printable } from "./printable";
import { asTyped } from "./program";

/** Says on stderr what went wrong, and with `json` prints the same as the one JSON document. @returns the exit code */
export function report(error: ColophonError, json: boolean): ExitCode {
  const message = asTyped(error.message);
  const advice = error.advice === undefined ? undefined : asTyped(error.advice);
  if (json) {
    const document = { error: { code: error.code, message, advice: advice ?? null } };
    console.log(JSON.stringify(document, null, 2));
  }
  // A message may have several lines, one for each thing that is wrong.
  const lines = message.split("\n").map(printable).join("\n");
  console.error(advice === undefined ? `Error: ${lines}` : `Error: ${lines}\n  ${printable(advice)}`);
  return error.exitCode;
}
