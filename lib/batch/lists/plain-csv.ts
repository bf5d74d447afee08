/** Whatever is longer is left to csv-parse, which knows how long a record may be. In UTF-16 units. */
const MAX_RECORD_LENGTH = 64 * 1024;

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** A cell and where the next thing begins. */
interface Cell {
  readonly text: string;
  readonly end: number;
}

/**
 * Reads CSV that is right, several times as fast as csv-parse and with the same result.
 * @param text whole records; the last one may lack its line break
 * @param separator what divides their cells
 * @returns the cells of each record; undefined where anything is odd, on which csv-parse decides
 */
export function readPlainCsv(text: string, separator = ","): string[][] | undefined {
  const divider = separator.charCodeAt(0);
  const records: string[][] = [];
  for (let at = 0; at < text.length; ) {
    const begin = at;
    const cells: string[] = [];
    for (let isOpen = true; isOpen; ) {
      const cell = text.charCodeAt(at) === QUOTE ? quotedCell(text, at, divider) : bareCell(text, at, divider);
      if (cell === undefined) return undefined;
      cells.push(cell.text);
      isOpen = text.charCodeAt(cell.end) === divider;
      at = isOpen ? cell.end + 1 : afterLineBreak(text, cell.end);
    }
    if (at - begin > MAX_RECORD_LENGTH) return undefined;
    records.push(cells);
  }
  return records;
}

/** Ends before what divides cells, a line break or the end of the text; a quote inside it is an error. */
function bareCell(text: string, begin: number, divider: number): Cell | undefined {
  let end = begin;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === divider || code === NEWLINE) break;
    if (code === QUOTE) return undefined;
  }
  // The \r before a \n is of the line break, any other is of the cell.
  if (text.charCodeAt(end) === NEWLINE && end > begin && text.charCodeAt(end - 1) === RETURN) end--;
  return { text: text.slice(begin, end), end };
}

/** A quote inside it is written twice; after the last one the cell must end. */
function quotedCell(text: string, begin: number, divider: number): Cell | undefined {
  let isEscaped = false;
  let quote = text.indexOf('"', begin + 1);
  while (quote !== -1 && text.charCodeAt(quote + 1) === QUOTE) {
    isEscaped = true;
    quote = text.indexOf('"', quote + 2);
  }
  if (quote === -1) return undefined;

  const end = quote + 1;
  const isEnd = end === text.length || text.charCodeAt(end) === divider || afterLineBreak(text, end) > end;
  if (!isEnd) return undefined;
  const inside = text.slice(begin + 1, quote);
  return { text: isEscaped ? inside.replaceAll('""', '"') : inside, end };
}

/** Where the line after a line break begins; the same place where there is no line break. */
function afterLineBreak(text: string, at: number): number {
  if (text.charCodeAt(at) === NEWLINE) return at + 1;
  return text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === NEWLINE ? at + 2 : at;
}
