/** One thing that a document says, and what was found of it. */
export type Comparison = readonly [what: string, said: unknown, found: unknown];

/** What differs, in words. Hex digits are equal in whatever case they are. @param document what says it: "record" */
export function compare(document: string, comparisons: readonly Comparison[]): string[] {
  const text = (value: unknown): string => String(value ?? "nothing").toLowerCase();
  return comparisons
    .filter(([, said, found]) => text(said) !== text(found))
    .map(([what, said, found]) => `${what}: the ${document} says ${String(said)}, found ${String(found ?? "nothing")}`);
}
