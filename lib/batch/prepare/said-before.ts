import { basename, extname } from "node:path";

import { canonicalText, type JsonValue } from "../../hashing/canonical-json";
import { hashBytes } from "../../hashing/hash-bytes";
import { metadataFromFields } from "../../metadata/metadata";
import type { Said } from "../file/known-works";
import type { StagedWork } from "../file/staging";
import { asVersion } from "./versions";

/** What is told of a row that says something else of its work than was said before: it would go unnoticed. */
export const SAID_OTHERWISE = "is registered with other metadata, which stay; change them with: npx hardhat work amend";

/**
 * Whether a row says of its work what was said before, or nothing: a title that is the file's name is what nobody wrote.
 * What only the registration knew, of what the work is a version, need not be said again.
 */
export function isSaidBefore(
  { name, metadata }: Pick<StagedWork, "name" | "metadata">,
  said: readonly Said[],
): boolean {
  const document = JSON.parse(metadata) as Record<string, JsonValue>; // as checkRow made it
  const hash = hashOf(document);
  if (hash === hashOf({ ...metadataFromFields({ title: basename(name, extname(name)) }) })) return true;
  return said.some(({ metadataHash, basedOn, version }) => {
    if (metadataHash === hash) return true;
    return basedOn !== null && metadataHash === hashOf(asVersion(document, basedOn, version ?? undefined));
  });
}

function hashOf(document: Record<string, JsonValue>): string {
  return hashBytes(canonicalText(document)).slice(2);
}
