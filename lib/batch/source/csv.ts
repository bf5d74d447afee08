import { isUtf8 } from "node:buffer";

import type { Parser } from "csv-parse";
import { CsvError, parse } from "csv-parse";

import { ColophonError } from "../../errors";
import type { Block } from "./blocks";
import { blocksOf, linesInBlock, MAX_LINE_BYTES } from "./blocks";
import { checkColumns } from "./columns";
import { NOT_UTF8, TOO_LONG } from "./lines";
import type { RowField, SourceRow } from "./source-row";

const SAVE_AS_CSV = "Save the table as CSV in UTF-8 (in a spreadsheet: CSV UTF-8).";

/** What csv-parse calls the faults that it finds, and what a person does. */
const FAULTS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened in the record that begins here, and never closed",
  CSV_INVALID_CLOSING_QUOTE: "in the record that begins here, something follows the quote that ends a cell",
  INVALID_OPENING_QUOTE: "in the record that begins here, a quote stands inside a cell that does not begin with one",
  CSV_MAX_RECORD_SIZE: `the record that begins here ${TOO_LONG}; perhaps a quote is not closed`,
};

/**
 * Reads CSV (RFC 4180) whose first record names the columns. A cell that is empty is not in its row, a record of nothing
 * but empty cells is no row, and a record with too many or too few cells is a row with a problem.
 * @param name the source, for messages
 * @throws ColophonError, exit code 2, that names the line: bad columns, not CSV, not UTF-8, too long
 */
export async function* csvRows(source: AsyncIterable<Uint8Array | string>, name: string): AsyncGenerator<SourceRow[]> {
  let columns: readonly RowField[] | undefined;
  for await (const records of recordsOf(source, name)) {
    const rows: SourceRow[] = [];
    for (const { line, cells } of records) {
      if (columns === undefined) columns = checkColumns(cells, `${name}:${line}`);
      else rows.push(rowOf(cells, columns, line));
    }
    yield rows;
  }
}

function rowOf(cells: readonly string[], columns: readonly RowField[], line: number): SourceRow {
  if (cells.length !== columns.length) {
    const problem = `the record has ${count(cells.length, "cell")} and the header ${count(columns.length, "column")}`;
    return { line, fields: {}, problem };
  }
  const given = columns.map((column, index) => [column, cells[index] ?? ""] as const);
  return { line, fields: Object.fromEntries(given.filter(([, cell]) => cell !== "")) };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

interface CsvRecord {
  /** Where the record begins: one whose quoted cells hold line breaks has several lines. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a stream says when it has done a step. */
type Fault = Error | null | undefined;

/** The records, some at a time. What the parser refuses ends them, after the records before it. */
async function* recordsOf(source: AsyncIterable<Uint8Array | string>, name: string): AsyncGenerator<CsvRecord[]> {
  const parser = newParser();
  let line = 1;
  const take = (): CsvRecord[] => {
    const records: CsvRecord[] = [];
    for (let cells = read(parser); cells !== null; cells = read(parser)) {
      if (cells.some((cell) => cell !== "")) records.push({ line, cells });
      // csv-parse has a count too, in which a \r\n within quotes is two lines.
      line += 1 + cells.reduce((sum, cell) => sum + newlinesIn(cell), 0);
    }
    return records;
  };

  for await (const block of blocksOf(source)) {
    assertText(block, name);
    const fault = new Promise<Fault>((resolve) => parser.write(block.bytes, resolve));
    // Before the parser is waited for: it has parsed the block, and waits itself until somebody takes the records.
    yield take();
    assertCsv(await fault, `${name}:${line}`);
  }
  const fault = await new Promise<Fault>((resolve) => parser.end(resolve));
  yield take();
  assertCsv(fault, `${name}:${line}`);
}

function newParser(): Parser {
  const parser = parse({
    bom: true,
    // Only these two: a file that mixes them is read right, and a lone \r belongs to its cell.
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    max_record_size: MAX_LINE_BYTES,
  });
  // Whoever writes hears of it too; an error that nobody listens to would end the process.
  return parser.on("error", () => undefined);
}

function read(parser: Parser): string[] | null {
  return parser.read() as string[] | null; // what csv-parse makes of a record when no columns are asked for
}

function newlinesIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) count++;
  return count;
}

function assertText({ line, bytes, isTooLong }: Block, name: string): void {
  if (isTooLong) throw new ColophonError(`${name}:${line}: the line ${TOO_LONG}`, { advice: SAVE_AS_CSV, exitCode: 2 });
  if (isUtf8(bytes)) return;
  const index = [...linesInBlock(bytes)].findIndex((raw) => !isUtf8(raw));
  throw new ColophonError(`${name}:${line + index}: the line ${NOT_UTF8}`, { advice: SAVE_AS_CSV, exitCode: 2 });
}

/** @param where the source and the line where the record begins that the parser refused */
function assertCsv(fault: Fault, where: string): void {
  if (fault === undefined || fault === null) return;
  if (!(fault instanceof CsvError)) throw fault;
  throw new ColophonError(`${where}: ${FAULTS[fault.code] ?? fault.message}`, {
    advice: 'Put a cell that holds a comma, a quote or a line break in quotes, and write a quote inside it as "".',
    exitCode: 2,
    cause: fault,
  });
}
