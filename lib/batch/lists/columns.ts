import { ColophonError } from "../../errors";
import type { RowField } from "./source-row";
import { isRowField, ROW_FIELDS } from "./source-row";

/**
 * The columns that a CSV header names, in its order. Spaces around a name do not count, nor do empty names at the end: a
 * spreadsheet writes them for columns that had something in them once.
 * @param where the source and the line of the header
 * @throws ColophonError, exit code 2, that names every wrong column: unknown, given twice, missing
 */
export function checkColumns(cells: readonly string[], where: string): readonly RowField[] {
  const trimmed = cells.map((cell) => cell.trim());
  const names = trimmed.slice(0, trimmed.findLastIndex((name) => name !== "") + 1);
  const columns = names.filter(isRowField);
  const problems = [
    ...names.filter((name) => !isRowField(name)).map((name) => `"${name}" is not a column`),
    ...[...new Set(columns)].filter(isRepeatedIn(columns)).map((name) => `"${name}" is given twice`),
  ];
  if (!columns.includes("file") && !columns.includes("contentHash")) {
    problems.push('a column "file" or "contentHash" is missing');
  }
  if (problems.length === 0) return columns;

  throw new ColophonError(`${where}: ${problems.join(", ")}; the columns are ${ROW_FIELDS.join(", ")}`, {
    code: "WrongColumns",
    advice: names.some((name) => name.includes("|"))
      ? "Separate the columns with commas, semicolons or tabs."
      : "The first record of a CSV file names its columns; correct it.",
    exitCode: 2,
  });
}

function isRepeatedIn(columns: readonly RowField[]): (name: RowField) => boolean {
  return (name) => columns.indexOf(name) !== columns.lastIndexOf(name);
}
