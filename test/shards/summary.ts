import { stripVTControlCharacters } from "node:util";

const SECOND = 1000;
/** Of a process that ended without mocha's end, so many characters of its last words are said. */
const LAST_WORDS = 4_000;

/** How a process ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/** What mocha counted, and what it said of the tests that failed; empty where none did. */
export interface Count {
  readonly passing: number;
  readonly failing: number;
  readonly failures: string;
}

/** Reads the end of what mocha said. A process that failed and not by a test, since it was killed perhaps, counts as one. */
export function countOf({ code, output }: Ended): Count {
  const words = stripVTControlCharacters(output);
  const counted = [...words.matchAll(/^ {2}(\d+) passing \(.*\)$/gm)].at(-1);
  const end = counted === undefined ? "" : words.slice(counted.index);
  const passing = Number(counted?.[1] ?? 0);
  const failed = /^ {2}(\d+) failing$[^]*/m.exec(end);
  if (failed !== null) return { passing, failing: Number(failed[1]), failures: failed[0].trimEnd() };
  if (code === 0) return { passing, failing: 0, failures: "" };
  return { passing, failing: 1, failures: `  It ended with ${code}, and not by a test:\n${words.slice(-LAST_WORDS)}` };
}

/** What is said at the end of several processes: the failures of all, and one line with the sum. */
export function summaryOf(counts: readonly Count[], milliseconds: number): { failing: number; words: string } {
  const sum = (of: (count: Count) => number): number => counts.reduce((total, count) => total + of(count), 0);
  const [passing, failing] = [sum((count) => count.passing), sum((count) => count.failing)];
  const failures = counts.map((count) => count.failures).filter((text) => text !== "");
  const seconds = (milliseconds / SECOND).toFixed(0);
  const heading = failures.length > 0 ? ["What failed:"] : [];
  return {
    failing,
    words: ["", ...heading, ...failures, `${passing} passing, ${failing} failing (${seconds} s)`].join("\n"),
  };
}
