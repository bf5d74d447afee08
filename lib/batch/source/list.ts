import type { Line } from "./lines";
import { linesOf } from "./lines";
import type { SourceRow } from "./source-row";

/** Reads a list of paths, one on each line; a path may hold spaces, also at its ends, but no line break. */
export async function* listRows(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<SourceRow[]> {
  for await (const lines of linesOf(source)) {
    yield lines.map(rowOf);
  }
}

function rowOf({ line, text, problem }: Line): SourceRow {
  return problem === undefined
    ? { line, fields: { file: text } }
    : { line, fields: {}, problem: `the line ${problem}` };
}
