/** What can stand between the cells of CSV: spreadsheets of countries that write 1,5 put semicolons there. */
export const SEPARATORS = [",", ";", "\t"] as const;

export type Separator = (typeof SEPARATORS)[number];

/** How people call it. */
export const SEPARATOR_NAMES: Readonly<Record<Separator, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs" };

/** What Excel is told by before the header. */
const SAID = /^\uFEFF?sep=(?<separator>[,;\t])\r?\n/i;

/** What the first line of a text says of its separator, as Excel reads it: `sep=;`. */
export function saidSeparator(text: string): Separator | undefined {
  const said = SAID.exec(text)?.groups?.["separator"];
  return SEPARATORS.find((separator) => separator === said);
}

/** Whether a record is such a line. */
export function isSeparatorLine([first, second, ...others]: readonly string[]): boolean {
  return first?.toLowerCase() === "sep=" && second === "" && others.length === 0;
}

/**
 * The separator by which a header names the most columns that are known; commas where two are as good. No name of a column has
 * a separator in it, so that a header which is right is so by one only.
 * @param headerBy the cells of the header if that is the separator; undefined where it is no CSV then
 */
export function separatorBy(
  headerBy: (separator: Separator) => readonly string[] | undefined,
  isColumn: (name: string) => boolean,
): Separator {
  const tried = SEPARATORS.map((separator) => {
    return { separator, known: headerBy(separator)?.filter((cell) => isColumn(cell.trim())).length ?? 0 };
  });
  return tried.reduce((best, other) => (other.known > best.known ? other : best)).separator;
}
