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
    const lines = bad.flatMap(({ line, problems }) => problems.map((problem) => `line ${line}: ${problem}`));
    const rows = `${bad.length} of ${countOf(good + bad.length, "row")} cannot be registered`;
    throw new ColophonError([`${rows}; nothing was sent`, ...firstOf(lines)].join("\n"), {
      code: "BadRows",
      advice: good === 0 ? noneIsGood(source.format) : "Correct them, or register the others with --skip-bad.",
      exitCode: 2,
    });
  }
}

function noneIsGood(format: SourceFormat): string {
  return format === "list"
    ? "Correct them. The source was read as a list of paths; one work is registered with: npx hardhat work register"
    : "Correct them.";
}
