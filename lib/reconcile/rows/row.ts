import { ColophonError } from "../../errors";

/** A row of a member's own database, as it gives it. */
export interface MemberRow {
  /** Which row it is, from 1, without a header. */
  readonly number: number;
  /** By names in lower case and without "_": databases differ in how they write `contentHash`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why the row could not be read; then it has no values. */
  readonly problem?: string;
}

/** A column's name as rows have it. */
export function nameOf(column: string): string {
  return column.trim().replaceAll("_", "").toLowerCase();
}

/**
 * The names of a database's columns, as rows have them.
 * @param where the database as it may be shown
 * @param key the column that says what a row is about
 * @throws ColophonError, exit code 2, where there is none of that name: no row could be compared
 */
export function columnsOf(names: readonly string[], where: string, key: string): readonly string[] {
  const found = names.map(nameOf);
  if (found.includes(nameOf(key))) return found;
  throw new ColophonError(`${where} has no column ${key}`, {
    code: "NoKeyColumn",
    advice: "Name the column that says what a row is about so; docs/reconcile.md lists the others.",
    exitCode: 2,
  });
}

/** A row of columns and cells. */
export function rowOf(number: number, names: readonly string[], cells: readonly unknown[]): MemberRow {
  return { number, values: Object.fromEntries(names.map((name, index) => [name, cells[index]])) };
}
