import type { JsonValue } from "./canonical-json";

/** The most values in a document that is handed from one person to another: a million would take gigabytes once they are read. */
export const MOST_VALUES = 50_000;
/** Of lists and objects within each other; without a limit a hostile document exhausts the stack. */
export const MOST_DEPTH = 100;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING = [0x5b, 0x7b];
const CLOSING = [0x5d, 0x7d];

/**
 * Why texts, which are parts of one document, are not read as JSON: too many values in all, or too deep; undefined where nothing
 * keeps from it. Nothing is made of them yet.
 */
export function immodesty(...texts: readonly string[]): string | undefined {
  let values = 0;
  for (const text of texts) {
    let depth = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = endOfText(text, at);
      else if (code === COMMA) values += 1;
      else if (CLOSING.includes(code)) depth -= 1;
      else if (OPENING.includes(code)) [values, depth] = [values + 1, depth + 1];
      if (depth > MOST_DEPTH) return `nested more than ${MOST_DEPTH} levels deep`;
      if (values > MOST_VALUES) return `of more than ${MOST_VALUES} values`;
    }
  }
  return undefined;
}

/** What a text is that a stranger wrote as JSON. @throws Error where it is none, or of more values than are read */
export function modestJson(text: string): JsonValue {
  const why = immodesty(text);
  if (why !== undefined) throw new Error(`it is ${why}`);
  return JSON.parse(text) as JsonValue; // JSON gives nothing else
}

/** Where the text that begins with a quote ends. */
function endOfText(text: string, begin: number): number {
  let end = text.indexOf('"', begin + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}
