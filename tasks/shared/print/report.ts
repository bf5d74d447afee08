import type { ColophonError, ExitCode } from "../../../lib/errors";
import { columnsOf } from "./columns";
import { COLUMNS, wrapped } from "./output";
import { printable } from "./printable";
import { asTyped } from "./program";

/** Before an advice. */
const ADVICE = "  ";
/** Before what is left of a line that does not fit. */
const REST = "    ";

/** Says on stderr what went wrong, and with `json` prints the same as the one JSON document. @returns the exit code */
export function report(error: ColophonError, json: boolean): ExitCode {
  const { code, message, advice } = error;
  if (json) {
    const document = { code, message: asTyped(message), advice: advice === undefined ? null : asTyped(advice) };
    console.log(JSON.stringify({ error: document }, null, 2));
  }
  console.error(asTyped(errorText(error, !json && process.stderr.isTTY)));
  return error.exitCode;
}

/**
 * An error and its advice as people read them.
 * @param isFitted whether lines keep to 80 columns, as on a terminal; where another program reads them, each stays one
 */
export function errorText({ message, advice }: Pick<ColophonError, "message" | "advice">, isFitted: boolean): string {
  // A message may have several lines, one for each thing that is wrong.
  const lines = [...`Error: ${message}`.split("\n"), ...(advice === undefined ? [] : [`${ADVICE}${advice}`])];
  return lines
    .map(printable)
    .flatMap((line) => (isFitted ? fitted(line) : [line]))
    .join("\n");
}

/** A line in 80 columns; a command and a longer word stay whole, as everywhere. */
function fitted(line: string): string[] {
  if (columnsOf(line) <= COLUMNS) return [line];
  const margin = line.startsWith(ADVICE) ? ADVICE : "";
  return wrapped(line, COLUMNS - REST.length).map((piece, index) => `${index === 0 ? margin : REST}${piece}`);
}
