import { isUtf8 } from "node:buffer";

import { CsvError, parse } from "csv-parse/sync";

import { ColophonError } from "../../errors";
import { type Block, linesInBlock, MAX_LINE_BYTES } from "./blocks";
import { BYTE_ORDER_MARK, NOT_UTF8, TOO_LONG } from "./lines";
import { readPlainCsv } from "./plain-csv";
import type { Separator } from "./separator";

const SAVE_AS_CSV = "Save the table as CSV in UTF-8 (in a spreadsheet: CSV UTF-8).";

/** What csv-parse calls the faults that it finds, and what a person does. */
const FAULTS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened in the record that begins here, and never closed",
  CSV_INVALID_CLOSING_QUOTE: "in the record that begins here, something follows the quote that ends a cell",
  INVALID_OPENING_QUOTE: "in the record that begins here, a quote stands inside a cell that does not begin with one",
  CSV_MAX_RECORD_SIZE: `the record that begins here ${TOO_LONG}; perhaps a quote is not closed`,
};

export interface CsvRecord {
  /** Where the record begins: one whose quoted cells hold line breaks has several lines. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The records of some whole lines, without those of nothing but empty cells. What csv-parse refuses ends them, after the
 * records before it.
 * @param name the source, for messages
 * @param separator what divides their cells
 * @throws ColophonError, exit code 2, that names the line: not CSV, not UTF-8, too long
 */
export function* recordsIn(block: Block, name: string, separator: Separator): Generator<CsvRecord> {
  const { text, end } = readableIn(block);
  const { records, fault } = parseRecords(text, block.line === 1, separator);
  let { line } = block;
  for (const cells of records) {
    if (cells.some((cell) => cell !== "")) yield { line, cells };
    // csv-parse has a count too, in which a \r\n within quotes is two lines.
    for (const cell of cells) line += newlinesIn(cell);
    line++;
  }
  // A quote is not closed as the line that closes it cannot be read.
  const isCutOff = fault?.code === "CSV_QUOTE_NOT_CLOSED" && end !== undefined;
  if (fault !== undefined && !isCutOff) throw notCsv(fault, `${name}:${line}`);
  if (end !== undefined) {
    throw new ColophonError(`${name}:${end.line}: the line ${end.problem}`, {
      code: "CsvLineTooLong",
      advice: SAVE_AS_CSV,
      exitCode: 2,
    });
  }
}

/** The lines before one that cannot be read. */
interface Readable {
  readonly text: string;
  /** The line that cannot be read, and why. */
  readonly end?: { readonly line: number; readonly problem: string };
}

function readableIn({ line, bytes, isTooLong }: Block): Readable {
  if (isUtf8(bytes)) {
    const text = bytes.toString();
    return isTooLong ? { text, end: { line: line + newlinesIn(text), problem: TOO_LONG } } : { text };
  }
  const lines = [...linesInBlock(bytes)];
  const index = lines.findIndex((raw) => !isUtf8(raw));
  return { text: Buffer.concat(lines.slice(0, index)).toString(), end: { line: line + index, problem: NOT_UTF8 } };
}

interface Parsed {
  readonly records: readonly string[][];
  /** What ended them. */
  readonly fault?: CsvError;
}

function parseRecords(text: string, isFirst: boolean, separator: Separator): Parsed {
  const plain = readPlainCsv(isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text, separator);
  if (plain !== undefined) return { records: plain };

  const records: string[][] = [];
  try {
    parse(text, {
      bom: isFirst,
      delimiter: separator,
      // Only these two: a file that mixes them is read right, and a lone \r belongs to its cell.
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      max_record_size: MAX_LINE_BYTES,
      on_record: (cells) => void records.push(cells),
    });
    return { records };
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    return { records, fault };
  }
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** @param where the source and the line where the record begins that csv-parse refused */
function notCsv(fault: CsvError, where: string): ColophonError {
  return new ColophonError(`${where}: ${FAULTS[fault.code] ?? fault.message}`, {
    code: "CsvFault",
    advice: 'Put a cell that holds a comma, a quote or a line break in quotes, and write a quote inside it as "".',
    exitCode: 2,
    cause: fault,
  });
}
