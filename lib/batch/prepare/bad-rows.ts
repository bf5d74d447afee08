import { sep } from "node:path";

import { countOf } from "../../count-of";
import { ColophonError } from "../../errors";
import { firstOf } from "../../first-of";
import type { OpenedSource, SourceFormat } from "../source/source";
import type { BadRow } from "./row";

/** What is to be registered, and what is wrong with it. */
interface Checked {
  readonly source: OpenedSource;
  readonly skipBad: boolean;
  readonly bad: BadRow[];
}

/**
 * Stops where rows are bad that may not be left out, or where none is left.
 * @param good how many rows can be registered
 * @throws ColophonError, exit code 2, naming the first bad rows and how many there are
 */
export function stopAtBadRows({ source, skipBad, bad }: Checked, good: number): void {
  bad.sort((a, b) => a.line - b.line);
  if (bad.length > 0 && (!skipBad || good === 0)) {
    const lines = bad.flatMap((row) => row.problems.map((problem) => toldOf({ ...row, problem }, source.format)));
    const rows = `${bad.length} of ${countOf(good + bad.length, "row")} cannot be registered`;
    throw new ColophonError([`${rows}; nothing was sent`, ...firstOf(lines)].join("\n"), {
      code: "BadRows",
      advice: good === 0 ? noneIsGood(source.format) : "Correct them, or register the others with --skip-bad.",
      exitCode: 2,
    });
  }
}

/** What ends a table: which of its cells are whose is not known from there on. */
const ENDS_A_TABLE = ["CsvFault", "CsvLineTooLong"];

/** An error, which says where a flag that was given is of no help. */
export function withoutSkipping(error: unknown, { skipBad }: Pick<Checked, "skipBad">): unknown {
  if (!skipBad || !(error instanceof ColophonError) || !ENDS_A_TABLE.includes(error.code)) return error;
  const { message, code, exitCode } = error;
  const advice = [error.advice, "--skip-bad does not help here: no row behind it can be read."].join(" ");
  return new ColophonError(message, { code, advice, exitCode, cause: error });
}

function noneIsGood(format: SourceFormat): string {
  return format === "list"
    ? "Correct them. The source was read as a list of paths; one work is registered with: npx hardhat work register"
    : "Correct them.";
}

/** Where a row stands: in a folder a file's name says it, which has no lines. */
export function placeOf({ line, name }: Pick<BadRow, "line" | "name">, format: SourceFormat): string {
  if (name === undefined) return `line ${line}`;
  return format === "directory" ? name : `line ${line}, ${name}`;
}

/** What is wrong with a row, and where it stands; a path that the problem begins with is not said twice. */
export function toldOf(
  { line, name, problem }: Pick<BadRow, "line" | "name"> & { readonly problem: string },
  format: SourceFormat,
): string {
  const isNamed = name === undefined || isSubject(name, problem);
  if (isNamed && format === "directory") return problem;
  return `${placeOf({ line, name: isNamed ? undefined : name }, format)}: ${problem}`;
}

/** Whether a problem begins with a name, or with the path that it is the end of. */
function isSubject(name: string, problem: string): boolean {
  const at = problem.indexOf(`${name} `);
  return at === 0 || problem[at - 1] === sep;
}
