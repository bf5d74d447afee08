import { Readable } from "node:stream";

import { CsvError, type Options, parse } from "csv-parse";
import { CsvError as CsvErrorAtOnce, parse as parseAtOnce } from "csv-parse/sync";

import { isSeparatorLine, saidSeparator, type Separator, separatorBy } from "../../batch/lists/separator";
import { ColophonError } from "../../errors";
import { columnsOf, type MemberRow, nameOf, rowOf } from "./row";
import { textIn } from "./text";

/** So much of a file has its header, in UTF-16 units. */
const LONGEST_HEADER = 1024 * 1024;
const OPTIONS: Options = { skip_empty_lines: true, relax_column_count: true, record_delimiter: ["\r\n", "\n"] };

/**
 * The rows of a CSV file (RFC 4180) whose first record names the columns; their names say which separator it has.
 * @throws ColophonError where it is not CSV
 */
export async function* csvRows(path: string, key: string): AsyncGenerator<MemberRow> {
  const delimiter = await separatorOf(path, key);
  const records = Readable.from(textIn(path)).compose(parse({ ...OPTIONS, delimiter }));
  let names: readonly string[] | undefined;
  let number = 0;
  try {
    for await (const cells of records as AsyncIterable<readonly string[]>) {
      if (names === undefined && isSeparatorLine(cells)) continue;
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

/** What divides the cells: what the first line says, else that by which the header has the column that rows are about. */
async function separatorOf(path: string, key: string): Promise<Separator> {
  let text = "";
  for await (const piece of textIn(path)) {
    text += piece;
    if (text.length > LONGEST_HEADER) break;
  }
  return (
    saidSeparator(text) ??
    separatorBy(
      (delimiter) => headerIn(text, delimiter),
      (name) => nameOf(name) === nameOf(key),
    )
  );
}

/** The first record of a text; undefined where it is no CSV with that separator. */
function headerIn(text: string, delimiter: Separator): readonly string[] | undefined {
  try {
    return parseAtOnce(text, { ...OPTIONS, delimiter, to: 1 })[0];
  } catch (cause) {
    if (cause instanceof CsvErrorAtOnce) return undefined;
    throw cause;
  }
}
