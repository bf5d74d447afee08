const SHOWN_HEAD = 8;
const SHOWN_TAIL = 4;

/** A hash or an address short enough for a line of a table. */
export function shortHex(hex: string): string {
  return `${hex.slice(0, SHOWN_HEAD)}…${hex.slice(-SHOWN_TAIL)}`;
}
