import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { mapInOrder } from "../../in-order";
import { type FileMetadata, FileMetadataReader } from "../../metadata/files/read";
import type { SourceRow } from "../lists/source-row";
import { isDescribed, SIDECAR_SUFFIX } from "../source/row-metadata";

/** Files that a thread has open at a time: while one is read, another is taken apart. */
const IN_FLIGHT = 8;

/** A row, and what its file says of itself if that counts. */
interface ReadRow {
  readonly row: SourceRow;
  readonly found: FileMetadata | undefined;
}

/** Of this thread: it has read the lists of some folders. */
const reader = new FileMetadataReader();

/** Reads the files of rows, in the order of the rows. */
export function readRows(rows: readonly SourceRow[], base: string): AsyncGenerator<ReadRow> {
  return mapInOrder(rows, IN_FLIGHT, async (row) => {
    const path = fileToRead(row, base);
    return { row, found: path === undefined ? undefined : await reader.read(path) };
  });
}

/** A document counts more than what the file says, also one beside the file where the row says nothing. */
function fileToRead({ fields, problem }: SourceRow, base: string): string | undefined {
  const { file, metadata } = fields;
  if (problem !== undefined || metadata !== undefined || typeof file !== "string" || file.includes("\0"))
    return undefined;
  const path = resolve(base, file);
  return isDescribed(fields) || !existsSync(`${path}${SIDECAR_SUFFIX}`) ? path : undefined;
}
