import type { Block } from "./blocks";
import type { Line } from "./lines";
import { linesIn } from "./lines";
import type { SourceRow } from "./source-row";

/** Reads a list of paths, one on each line; a path may hold spaces, also at its ends, but no line break. */
export function listRowsIn(block: Block): SourceRow[] {
  return linesIn(block).map(rowOf);
}

function rowOf({ line, text, problem }: Line): SourceRow {
  return problem === undefined
    ? { line, fields: { file: text } }
    : { line, fields: {}, problem: `the line ${problem}` };
}
