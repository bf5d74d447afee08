import type { FileMetadata } from "../../../lib/metadata/files/read";
import type { Metadata } from "../../../lib/metadata/metadata";

/** What people are told of metadata that come out of a file: each term with its place, and what could not be used. */
export function foundFields(
  metadata: Metadata,
  found: FileMetadata | undefined,
): (readonly [string, readonly string[] | undefined])[] {
  if (found === undefined) return [];
  const { terms, sources, problems } = found;
  const used = Object.entries(terms).filter(
    ([term, value]) => JSON.stringify(metadata[term]) === JSON.stringify(value),
  );
  const lines = used.map(([term, value]) => `${term}: ${shown(value)} (${sources[term] ?? ""})`);
  return [
    ["In the file", lines.length === 0 ? undefined : lines],
    ["Not used", problems.length === 0 ? undefined : problems],
  ];
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
