import { describe } from "../../catalogue/describe";
import type { JsonValue } from "../../hashing/canonical-json";
import type { Shelf } from "../../store/records";
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
  return text === undefined ? undefined : descriptionIn(text);
}

/** What metadata say; nothing where they are no JSON, or nested without end: they may be anybody's. */
export function descriptionIn(text: string): WorkDescription {
  try {
    const { title, author } = describe(JSON.parse(text) as JsonValue); // whatever JSON there is
    return { title: title ?? undefined, author: author ?? undefined };
  } catch {
    return { title: undefined, author: undefined };
  }
}
