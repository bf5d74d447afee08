import stringWidth from "string-width";

/** Most texts: each of their characters takes one column. What counts those of the others takes its time to load, and to count. */
const NARROW = /^[ -~À-ɏ…]*$/;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}
