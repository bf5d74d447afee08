/** Control characters (C0, DEL, C1), line and paragraph separators, and the characters that change the direction of text. */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const HEX = 16;
const ESCAPE_DIGITS = 4;

/**
 * Text that came from elsewhere (a file's name, metadata, a node's answer), fit for a terminal: what could move the cursor,
 * start a new line or turn the reading direction is shown as its escape, such as \\u001b.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(HEX).padStart(ESCAPE_DIGITS, "0")}`;
}
