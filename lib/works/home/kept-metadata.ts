import { readFile } from "node:fs/promises";

import { BatchFile } from "../../batch/file/batch-file";
import type { Catalogue } from "../../catalogue/catalogue";
import { batchesWith } from "../../catalogue/query";
import type { Colophon } from "../../chain/contracts/colophon";
import { hashBytes } from "../../hashing/hash-bytes";
import { metadataFile, type Shelf, workFolder } from "../../store/records";
import { OpenBatches } from "./anchored";

/**
 * Metadata of a work that this home keeps, in the work's folder or in a batch file: the text that has the hash that the chain
 * has. Undefined where none is kept; text of another hash says nothing.
 * @param batches the paths of batch files that may have the work
 */
export async function keptMetadata(
  shelf: Shelf,
  contentHash: string,
  metadataHash: string,
  batches: readonly string[],
  open: OpenBatches,
): Promise<string | undefined> {
  const isOwn = (text: string | Buffer | undefined): boolean => text !== undefined && hashBytes(text) === metadataHash;
  const own =
    batches.map((batch) => metadataIn(open.open(batch), contentHash)).find(isOwn) ??
    // A file that cannot be read tells no more than one that is not there.
    (await readFile(metadataFile(workFolder(shelf, contentHash), metadataHash)).catch(() => undefined));
  return own !== undefined && isOwn(own) ? String(own) : undefined;
}

/** The same of one work alone, with the batch files of this home that have it. */
export async function keptMetadataOf(
  colophon: Colophon,
  catalogue: Catalogue,
  shelf: Shelf,
  contentHash: string,
  metadataHash: string,
): Promise<string | undefined> {
  const open = new OpenBatches(colophon);
  try {
    const batches = batchesWith(catalogue, shelf, [contentHash]).get(contentHash) ?? [];
    return await keptMetadata(shelf, contentHash, metadataHash, batches, open);
  } finally {
    open.close();
  }
}

function metadataIn(batch: BatchFile | Error, contentHash: string): string | undefined {
  if (!(batch instanceof BatchFile)) return undefined;
  try {
    return batch.find(contentHash)?.metadata;
  } catch {
    // Whoever looks for the proof is told that the file is damaged.
    return undefined;
  }
}
