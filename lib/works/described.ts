import { readFile } from "node:fs/promises";

import { BatchFile } from "../batch/file/batch-file";
import { describe } from "../catalogue/describe";
import { parseJson } from "../hashing/canonical-json";
import { hashBytes } from "../hashing/hash-file";
import { metadataFile, type Shelf, workFolder } from "../store/records";
import type { OpenBatches } from "./anchored";

/** What a work's metadata say of it, to people. */
export interface WorkDescription {
  readonly title: string | undefined;
  readonly author: string | undefined;
}

/**
 * The title and the author in metadata that this home keeps, where they have the hash that the chain has: metadata of
 * another hash say nothing.
 * @param batches the paths of batch files that may have the work
 */
export async function describeWork(
  shelf: Shelf,
  contentHash: string,
  metadataHash: string,
  batches: readonly string[],
  open: OpenBatches,
): Promise<WorkDescription | undefined> {
  const path = metadataFile(workFolder(shelf, contentHash), metadataHash);
  const isOwn = (text: string | Buffer | undefined): boolean => text !== undefined && hashBytes(text) === metadataHash;
  const own =
    batches.map((batch) => metadataIn(open.open(batch), contentHash)).find(isOwn) ??
    // A file that cannot be read tells no more than one that is not there.
    (await readFile(path).catch(() => undefined));
  if (own === undefined || !isOwn(own)) return undefined;
  const { title, author } = describe(parseJson(String(own), path));
  return { title: title ?? undefined, author: author ?? undefined };
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
