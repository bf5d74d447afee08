/** As many lines of a list as a person reads. */
const MOST_LINES = 10;

/** The first lines of a list that may have a million, and how many there are beside them. */
export function firstOf(lines: readonly string[]): string[] {
  const rest = lines.length - MOST_LINES;
  return rest <= 1 ? [...lines] : [...lines.slice(0, MOST_LINES), `… and ${rest} more`];
}
