import { ColophonError } from "../../errors";
import type { Block } from "./blocks";
import { blocksOf, joined, MAX_LINE_BYTES, newlinesIn } from "./blocks";
import { checkColumns } from "./columns";
import { type CsvRecord, recordsIn } from "./csv-records";
import { isSeparatorLine, saidSeparator, type Separator, separatorBy } from "./separator";
import { isRowField, type RowField, type SourceRow } from "./source-row";

const QUOTE = 0x22;
const NEWLINE = 0x0a;
/** More bytes than a line `sep=;` has. */
const LONGEST_SAID = 16;

/** Some whole records of a CSV file. */
export interface CsvPart extends Block {
  readonly format: "csv";
  /** The source, for messages. */
  readonly name: string;
  readonly columns: readonly RowField[];
  /** What divides the cells. */
  readonly separator: Separator;
  /** Whether the first of the records is that of the columns. */
  readonly hasHeader: boolean;
}

/**
 * Divides CSV (RFC 4180) whose first record names the columns; their names say which separator it has. What stands in the records is left for csvRowsIn.
 * @param name the source, for messages
 * @throws ColophonError, exit code 2, that names the line: bad columns, or no CSV before them
 */
export async function* csvParts(source: AsyncIterable<Uint8Array | string>, name: string): AsyncGenerator<CsvPart> {
  let header: Header | undefined;
  let said: Separator | undefined;
  for await (const block of wholeRecords(blocksOf(source))) {
    const hasHeader = header === undefined;
    if (block.line === 1) said = saidSeparator(block.bytes.toString("utf8", 0, LONGEST_SAID));
    header ??= headerIn(block, name, said);
    // Nothing but blank lines so far.
    if (header !== undefined) yield { format: "csv", name, ...header, hasHeader, ...block };
  }
}

/**
 * The rows of some records. A cell that is empty is not in its row, a record of nothing but empty cells is no row, and a
 * record with too many or too few cells is a row with a problem.
 * @throws ColophonError, exit code 2, that names the line: not CSV, not UTF-8, too long
 */
export function csvRowsIn(part: CsvPart): SourceRow[] {
  const rows: SourceRow[] = [];
  let isHeader = part.hasHeader;
  for (const { line, cells } of recordsIn(part, part.name, part.separator)) {
    if (isHeader && isSeparatorLine(cells)) continue;
    if (!isHeader) rows.push(rowOf(cells, part.columns, line));
    isHeader = false;
  }
  return rows;
}

/** What the first record says. */
type Header = Pick<CsvPart, "columns" | "separator">;

/** @param said the separator that the first line gives */
function headerIn(block: Block, name: string, said: Separator | undefined): Header | undefined {
  const separator = said ?? separatorBy((other) => headerBy(other, block, name), isRowField);
  const found = firstRecord(block, name, separator);
  return found && { columns: checkColumns(found.cells, `${name}:${found.line}`), separator };
}

function headerBy(separator: Separator, block: Block, name: string): readonly string[] | undefined {
  try {
    return firstRecord(block, name, separator)?.cells;
  } catch (error) {
    if (error instanceof ColophonError) return undefined;
    throw error;
  }
}

function firstRecord(block: Block, name: string, separator: Separator): CsvRecord | undefined {
  for (const record of recordsIn(block, name, separator)) if (!isSeparatorLine(record.cells)) return record;
  return undefined;
}

function rowOf(cells: readonly string[], columns: readonly RowField[], line: number): SourceRow {
  // Empty cells at the end are none, as in the header.
  if (cells.length < columns.length || cells.slice(columns.length).some((cell) => cell !== "")) {
    const problem = `the record has ${count(cells.length, "cell")} and the header ${count(columns.length, "column")}`;
    return { line, fields: {}, problem };
  }
  const fields: Partial<Record<RowField, string>> = {};
  columns.forEach((column, index) => {
    const cell = cells[index];
    if (cell !== undefined && cell !== "") fields[column] = cell;
  });
  return { line, fields };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/**
 * Blocks that end where a record does: after a line break that is not in quotes. That is so up to the first fault in the
 * file, which ends everything.
 */
async function* wholeRecords(blocks: AsyncIterable<Block>): AsyncGenerator<Block> {
  let held: Block | undefined;
  for await (const block of blocks) {
    const { line, bytes, isTooLong } = held === undefined ? block : continued(held, block);
    if (isTooLong) {
      yield { line, bytes, isTooLong };
      return;
    }
    const end = endOfRecords(bytes);
    // A record that is too long is left for whoever reads it, who says so.
    const whole = end === 0 && bytes.length > 2 * MAX_LINE_BYTES ? bytes : bytes.subarray(0, end);
    const rest = joined([bytes.subarray(whole.length)]);
    held = rest.length === 0 ? undefined : { line: line + newlinesIn(whole), bytes: rest, isTooLong: false };
    if (whole.length > 0) yield { line, bytes: whole, isTooLong: false };
  }
  if (held !== undefined) yield held;
}

function continued(held: Block, block: Block): Block {
  return { ...block, line: held.line, bytes: joined([held.bytes, block.bytes]) };
}

/** Where the last whole record ends. */
function endOfRecords(bytes: Buffer): number {
  let end = 0;
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (byte === NEWLINE && !isQuoted) end = at + 1;
  }
  return end;
}
