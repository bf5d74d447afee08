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

/** A row of columns and cells. */
export function rowOf(number: number, names: readonly string[], cells: readonly unknown[]): MemberRow {
  return { number, values: Object.fromEntries(names.map((name, index) => [name, cells[index]])) };
}
