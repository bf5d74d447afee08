import { columnsOf } from "./columns";
import { printable } from "./printable";
import { marked, type Verdict } from "./verdict";

/** So many columns every terminal has. */
export const COLUMNS = 80;
const GAP = 2;
/** Beside a longer name a hash, 0x and 64 hex digits, would not fit. */
const NAME_COLUMNS = COLUMNS - GAP - 66;

/** A path or whatever else is copied: it stays in one piece, also where it has spaces or does not fit. */
export interface Whole {
  readonly whole: string;
}

export function whole(text: string): Whole {
  return { whole: text };
}

type Line = string | Whole;

/** A list is shown as one line under the other. */
type Value = string | number | bigint | Whole | readonly Line[];

/** Names, and values that are left out where they are undefined. */
export type Fields = readonly (readonly [string | Verdict, Value | undefined])[];

type Cell = string | number | bigint | readonly string[];

/**
 * Lines of a name and a value, the values under each other and in 80 columns; only what has no place to break is longer. Values
 * that are undefined are left out. A name may be a verdict.
 */
export function fields(pairs: Fields): string {
  const rows = pairs.flatMap(([name, value]) => (value === undefined ? [] : [[marked(name), linesOf(value)] as const]));
  const names = rows.map(([name]) => columnsOf(name)).filter((width) => width <= NAME_COLUMNS);
  const indent = Math.max(0, ...names) + GAP;
  return rows.flatMap(([name, lines]) => besides(name, lines, indent)).join("\n");
}

function linesOf(value: Value): readonly Line[] {
  if (Array.isArray(value)) return value as readonly Line[]; // isArray does not see through readonly
  return [typeof value === "object" ? (value as Whole) : String(value)];
}

/** A name and the lines of its value. A longer name than others has them below it where they do not fit beside it. */
function besides(name: string, lines: readonly Line[], indent: number): string[] {
  const margin = " ".repeat(indent);
  const broken = lines.flatMap((line) => piecesOf(line, COLUMNS - indent));
  const [first = "", ...more] = broken;
  const space = Math.max(indent - columnsOf(name), GAP);
  const isBeside = space + columnsOf(name) === indent || columnsOf(name) + space + columnsOf(first) <= COLUMNS;
  const head = isBeside ? [`${name}${" ".repeat(space)}${first}`] : [name, `${margin}${first}`];
  return [...head, ...more.map((line) => `${margin}${line}`)].map((line) => line.trimEnd());
}

/** Lines below a heading, in 80 columns. Those that are empty or undefined are left out. */
export function indented(lines: readonly (Line | undefined)[]): string[] {
  const margin = " ".repeat(GAP);
  const given = lines.flatMap((line) => (line === undefined || line === "" ? [] : [line]));
  return given.flatMap((line) => piecesOf(line, COLUMNS - GAP)).map((line) => `${margin}${line}`);
}

function piecesOf(line: Line, width: number): string[] {
  const text = printable(typeof line === "object" ? line.whole : line);
  if (typeof line === "object" || columnsOf(text) <= width) return [text];
  const margin = text.slice(0, text.length - text.trimStart().length);
  return wrapped(text, width - margin.length).map((piece) => `${margin}${piece}`);
}

/**
 * A table with a heading. One that is wider than 80 columns breaks the lines of its last column, out of which a command may
 * stand, and where that is not enough becomes a record of lines for each row.
 */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const plain = tableOf(head, rows);
  if (fits(plain)) return plain;
  const others = tableOf(
    head.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
  );
  const left = COLUMNS - widthOf(others) - GAP;
  const cells = rows.map((row) => brokenAt(left, row.at(-1)));
  const tooLong = cells.flat().filter((line) => columnsOf(line) > left);
  if (left < MOST_NARROW || !tooLong.every((line) => COMMAND.test(line))) return recordsOf(head, rows);
  return tableOf(
    head,
    rows.map((row, index) => [...row.slice(0, -1), cells[index] ?? []]),
  );
}

/** In a column of fewer characters nothing can be read. */
const MOST_NARROW = 24;

function brokenAt(width: number, cell: Cell = ""): readonly string[] {
  return (typeof cell === "object" ? cell : [String(cell)]).flatMap((text) => wrapped(text, width));
}

function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return render([head, head.map((title) => "-".repeat(title.length)), ...rows]);
}

/** A cell of a record stays in one piece, as it would in a table. */
function recordsOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const records = rows.map((row) =>
    fields(
      row.map((cell, index) => {
        const lines = (typeof cell === "object" ? cell : [String(cell)]).filter((line) => line !== "");
        return [head[index] ?? "", lines.length === 0 ? undefined : lines.map(whole)];
      }),
    ),
  );
  return records.join("\n\n");
}

function widthOf(text: string): number {
  return widest(text.split("\n"));
}

function fits(text: string): boolean {
  return widthOf(text) <= COLUMNS;
}

/** What a list says, and under it the entries of the folder that are not what belongs there. */
export function withOdd(text: string, odd: readonly { readonly problem: string }[]): string {
  return [text, ...odd.flatMap(({ problem }) => wrapped(printable(`Left out: ${problem}`), COLUMNS))].join("\n");
}

/** What a command begins with. */
const COMMAND = /^(?:npm run|npx hardhat) /;
/** A word, or a whole command, which ends where its clause does: copied without its end it would do something else. */
const UNBROKEN = /(?:npm run|npx hardhat) (?:[^.,;]|[.,;](?=\S))*[.,;]?|\S+/g;

/**
 * A text in lines of so many columns at most; a command and a longer word, such as a URL, stay whole. Words of wide characters,
 * as Chinese has them, break where the line ends.
 */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of (text.match(UNBROKEN) ?? []).flatMap((each) => pieces(each, width))) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && columnsOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function pieces(word: string, width: number): string[] {
  const columns = columnsOf(word);
  if (columns <= width || columns === word.length) return [word];
  const found: string[] = [];
  for (const character of word) {
    const longer = `${found.at(-1) ?? ""}${character}`;
    if (found.length > 0 && columnsOf(longer) <= width) found[found.length - 1] = longer;
    else found.push(character);
  }
  return found;
}

function cellLines(cell: Cell = ""): readonly string[] {
  return (typeof cell === "object" ? cell : [String(cell)]).map(printable);
}

/** Every column as wide as the widest of its lines. */
function render(rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map(cellLines));
  const widths = (cells[0] ?? []).map((_, column) => widest(cells.flatMap((row) => row[column] ?? [])));
  return cells.flatMap((row) => linesOfRow(row, widths)).join("\n");
}

/** A row is as high as the highest of its cells. */
function linesOfRow(row: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = Math.max(...row.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, column) => padded(row[column]?.[line] ?? "", width))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

/** The columns of the widest of any number of lines. */
function widest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, columnsOf(line)), 0);
}

function padded(text: string, width: number): string {
  return text + " ".repeat(width - columnsOf(text));
}
