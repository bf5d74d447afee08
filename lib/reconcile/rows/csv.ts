import { Readable } from "node:stream";

import { CsvError, parse } from "csv-parse";

import { ColophonError } from "../../errors";
import { columnsOf, type MemberRow, rowOf } from "./row";
import { textIn } from "./text";

/** The rows of a CSV file (RFC 4180) whose first record names the columns. @throws ColophonError where it is not CSV */
export async function* csvRows(path: string, key: string): AsyncGenerator<MemberRow> {
  const records = Readable.from(textIn(path)).compose(
    parse({ skip_empty_lines: true, relax_column_count: true, record_delimiter: ["\r\n", "\n"] }),
  );
  let names: readonly string[] | undefined;
  let number = 0;
  try {
    for await (const cells of records as AsyncIterable<readonly string[]>) {
      if (names === undefined) names = columnsOf(cells, path, key);
      else if (cells.length === names.length) yield rowOf(++number, names, cells);
      else yield { number: ++number, values: {}, problem: `has ${cells.length} cells, and the header ${names.length}` };
    }
    if (names === undefined) columnsOf([], path, key);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new ColophonError(`${path}: row ${number + 1} is not CSV: ${cause.message}`, {
      code: "CsvFault",
      advice: 'Put a cell that holds a comma, a quote or a line break in quotes, and write a quote inside it as "".',
      exitCode: 2,
      cause,
    });
  }
}
