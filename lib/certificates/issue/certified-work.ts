import { formatWorkId } from "../../hashing/work-id";
import type { Certificate } from "../format";

/** Who knows what was said of a work beside the hash that the chain has. */
export interface Sayings {
  readonly workId: bigint;
  /** Gives the metadata document of the hash that the chain has, byte for byte; left out where there is none. */
  readonly metadataOf?: (metadataHash: string) => Promise<string | undefined>;
  /** What discloses fields of the document that are digests there, but those that are withheld. */
  readonly disclosuresOf?: (metadata: string) => Promise<readonly string[]>;
}

/** A work as certificates have it: its metadata document, and what discloses fields of that, in its order. */
export async function certifiedWork(
  { workId, metadataOf, disclosuresOf }: Sayings,
  metadataHash: string | undefined,
): Promise<Certificate["work"]> {
  const metadata = metadataHash === undefined ? undefined : await metadataOf?.(metadataHash);
  const disclosures = metadata === undefined ? [] : [...((await disclosuresOf?.(metadata)) ?? [])].sort();
  return {
    id: formatWorkId(workId),
    ...(metadata !== undefined && { metadata }),
    ...(disclosures.length > 0 && { disclosures }),
  };
}
