import type { JsonValue } from "../../hashing/canonical-json";

/** What a row can say of a work: columns of a CSV file, keys of an NDJSON line. */
export const ROW_FIELDS = [
  "file",
  "contentHash",
  "title",
  "author",
  "published",
  "language",
  "kind",
  "metadata",
] as const;

export type RowField = (typeof ROW_FIELDS)[number];

/** One work as its source names it; nothing of it is checked yet. */
export interface SourceRow {
  /** Line of the source where the row begins, from 1; for a directory the number of the file. */
  readonly line: number;
  /** As the source has them, also those that ROW_FIELDS does not know. */
  readonly fields: Readonly<Record<string, JsonValue>>;
  /** Why the row could not even be read; then it has no fields. */
  readonly problem?: string;
}

const NAMES: ReadonlySet<string> = new Set(ROW_FIELDS);

export function isRowField(name: string): name is RowField {
  return NAMES.has(name);
}
