/** A count with its noun: "1 file", "2 files". @param noun in the singular, of which the plural has an s more */
export function countOf(count: number | bigint, noun: string): string {
  return `${count} ${noun}${Number(count) === 1 ? "" : "s"}`;
}
