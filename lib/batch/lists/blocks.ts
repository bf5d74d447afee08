/** A longer line is no row but a binary file, which would otherwise be taken into memory whole. */
export const MAX_LINE_BYTES = 1024 * 1024;

const NEWLINE = 0x0a;
/** Ctrl-Z: so some programs of DOS and Windows end a text. It is no part of the last line. */
const END_OF_TEXT = 0x1a;

/** A caller's stream may hand over anything at once; no more than this is looked at in one go. */
const PIECE_BYTES = 64 * 1024;

/** Some whole lines of a text file, each with its line break; the last one of the file may lack it. */
export interface Block {
  /** Number of the first of the lines, from 1. */
  readonly line: number;
  /** In memory of their own, which may be given away. */
  readonly bytes: Buffer;
  /** Whether a line that is longer than MAX_LINE_BYTES comes after them. It is left out. */
  readonly isTooLong: boolean;
}

/**
 * Cuts bytes after line breaks, so that no line and no character is divided; needs memory for one line and one piece.
 * @param source what it gives may be overwritten when the next is asked for
 */
export async function* blocksOf(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Block> {
  let line = 1;
  let rest: Buffer[] = [];
  let restBytes = 0;

  for await (const chunk of source) {
    for (const piece of piecesOf(chunk)) {
      const first = piece.indexOf(NEWLINE);
      if (first === -1) {
        restBytes += piece.length;
        // What is too long already is counted and dropped.
        if (restBytes > MAX_LINE_BYTES) rest = [];
        else rest.push(Buffer.from(piece));
        continue;
      }

      const isTooLong = restBytes + first > MAX_LINE_BYTES;
      if (isTooLong) yield { line: line++, bytes: Buffer.alloc(0), isTooLong };

      const end = piece.lastIndexOf(NEWLINE) + 1;
      const whole = isTooLong ? joined([piece.subarray(first + 1, end)]) : joined([...rest, piece.subarray(0, end)]);
      rest = [Buffer.from(piece.subarray(end))];
      restBytes = piece.length - end;
      const block = { line, bytes: whole, isTooLong: false };
      // Counted before it is given away: afterwards its memory may be gone.
      line += newlinesIn(whole);
      if (whole.length > 0) yield block;
    }
  }

  if (restBytes > MAX_LINE_BYTES) yield { line, bytes: Buffer.alloc(0), isTooLong: true };
  else if (restBytes > 0) {
    const bytes = joined(rest);
    const end = bytes.at(-1) === END_OF_TEXT ? bytes.length - 1 : bytes.length;
    if (end > 0) yield { line, bytes: joined([bytes.subarray(0, end)]), isTooLong: false };
  }
}

/** As Buffer.concat, in memory that is shared with no other buffer, however small it is. */
export function joined(parts: readonly Uint8Array[]): Buffer {
  const all = Buffer.allocUnsafeSlow(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The lines of a block as bytes, each with its line break. */
export function* linesInBlock(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    yield bytes.subarray(start, end);
    start = end;
  }
}

function* piecesOf(chunk: Uint8Array | string): Generator<Buffer> {
  const bytes =
    typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) yield bytes.subarray(start, start + PIECE_BYTES);
}

export function newlinesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
