import { describe } from "../catalogue/describe";
import { parseJson } from "../hashing/canonical-json";
import type { Shelf } from "../store/records";
import type { OpenBatches } from "./anchored";
import { keptMetadata } from "./kept-metadata";

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
  const text = await keptMetadata(shelf, contentHash, metadataHash, batches, open);
  return text === undefined ? undefined : descriptionIn(text, contentHash);
}

/** What metadata say. @param name what they are called in an error */
export function descriptionIn(text: string, name: string): WorkDescription {
  const { title, author } = describe(parseJson(text, name));
  return { title: title ?? undefined, author: author ?? undefined };
}
