import { isUtf8 } from "node:buffer";

import type { Block } from "./blocks";
import { linesInBlock, MAX_LINE_BYTES } from "./blocks";

export const BYTE_ORDER_MARK = "\uFEFF";

export const NOT_UTF8 = "is not UTF-8 text";
export const TOO_LONG = `is longer than ${MAX_LINE_BYTES} bytes`;

export interface Line {
  /** From 1. */
  readonly line: number;
  /** Without its line break, which is \n or \r\n. */
  readonly text: string;
  /** What follows "the line" in a sentence, if it could not be read; then the text is empty. */
  readonly problem?: string;
}

/** The lines of UTF-8 text, without those that are blank. A byte order mark at the start is skipped. */
export function linesIn({ line: first, bytes, isTooLong }: Block): Line[] {
  if (isTooLong) return [{ line: first, text: "", problem: TOO_LONG }];
  if (!isUtf8(bytes)) return linesWithFaults(bytes, first);

  const lines: Line[] = [];
  let line = first;
  for (const raw of bytes.toString().split("\n")) {
    const text = textOf(raw, line);
    if (text.trim() !== "") lines.push({ line, text });
    line++;
  }
  return lines;
}

/** Looks at one line at a time, so that one bad byte costs one line. */
function linesWithFaults(bytes: Buffer, first: number): Line[] {
  return [...linesInBlock(bytes)].flatMap((raw, index) => {
    const line = first + index;
    if (!isUtf8(raw)) return [{ line, text: "", problem: NOT_UTF8 }];
    const text = textOf(raw.toString().replace(/\n$/, ""), line);
    return text.trim() === "" ? [] : [{ line, text }];
  });
}

function textOf(raw: string, line: number): string {
  const text = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
  return line === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}
