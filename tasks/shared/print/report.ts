import type { ColophonError, ExitCode } from "../../../lib/errors";
import { columnsOf } from "./columns";
import { COLUMNS, wrapped } from "./output";
import { printable } from "./printable";
import { asTyped } from "./program";

/** Before an advice. */
const ADVICE = "  ";
/** Before what is left of a line that does not fit. */
const REST = "    ";
/** In the place of a space at which no line ends: for private use, as wide as a space. */
const HARD_SPACE = "\uE000";

/** Says on stderr what went wrong, and with `json` prints the same as the one JSON document. @returns the exit code */
export function report(error: ColophonError, json: boolean): ExitCode {
  const { code } = error;
  const message = asTyped(error.message);
  const advice = error.advice === undefined ? undefined : asTyped(error.advice);
  if (json) console.log(JSON.stringify({ error: { code, message, advice: advice ?? null } }, null, 2));
  // What was typed is copied, and so is what a path begins with.
  const typed = [...process.argv.slice(2), process.cwd()];
  console.error(errorText({ message, advice }, !json && process.stderr.isTTY, typed));
  return error.exitCode;
}

/**
 * An error and its advice as people read them.
 * @param isFitted whether lines keep to 80 columns, as on a terminal; where another program reads them, each stays one
 * @param whole what stays in one piece though it has spaces, such as paths that the user has named
 */
export function errorText(
  { message, advice }: Pick<ColophonError, "message" | "advice">,
  isFitted: boolean,
  whole: readonly string[] = [],
): string {
  // A message may have several lines, one for each thing that is wrong.
  const lines = [...`Error: ${message}`.split("\n"), ...(advice === undefined ? [] : [`${ADVICE}${advice}`])];
  return lines
    .map(printable)
    .flatMap((line) => (isFitted ? fitted(line, whole.map(printable)) : [line]))
    .join("\n");
}

/** A line in 80 columns; a command and a longer word stay whole, as everywhere, and what else is to stay whole. */
function fitted(line: string, whole: readonly string[]): string[] {
  if (columnsOf(line) <= COLUMNS) return [line];
  const margin = line.startsWith(ADVICE) ? ADVICE : "";
  const spaced = whole.filter((each) => /\S \S/.test(each));
  const hard = spaced.reduce((text, each) => text.replaceAll(each, each.replaceAll(" ", HARD_SPACE)), line);
  return wrapped(hard, COLUMNS - REST.length).map(
    (piece, index) => `${index === 0 ? margin : REST}${piece.replaceAll(HARD_SPACE, " ")}`,
  );
}
