import type { JsonValue } from "../../hashing/canonical-json";
import { canonicalText } from "../../hashing/canonical-json";
import { namedInformation } from "../../hashing/named-information";
import type { Earlier } from "../file/known-works";
import type { Staging } from "../file/staging";

const WORKS_PER_QUESTION = 10_000;
const FIRST_CHANGED = "2";

/** Says which works have had some names in the same source before, the newest of each. */
export type EarlierAt = (names: readonly string[]) => ReadonlyMap<string, Earlier>;

/**
 * Says in the metadata of works whose name had another content before that they are its new versions: schema.org's `isBasedOn`
 * names the content before (RFC 6920), and `version` counts. What their metadata say of either already stays.
 * @returns the ids of those
 */
export function noteVersions(staging: Staging, earlierAt: EarlierAt): ReadonlySet<number> {
  const noted = new Set<number>();
  for (const works of staging.contents(WORKS_PER_QUESTION)) {
    const earlier = earlierAt(works.map(({ name }) => name));
    for (const { id, name, hash } of works) {
      const before = earlier.get(name);
      if (before === undefined || before.hash === hash) continue;
      staging.changeMetadata(id, (metadata) => versionOf(metadata, before));
      noted.add(id);
    }
  }
  return noted;
}

function versionOf(metadata: string, { hash, version }: Earlier): string {
  const document = JSON.parse(metadata) as Record<string, JsonValue>; // as checkRow made it
  return canonicalText(asVersion(document, hash, version === null ? FIRST_CHANGED : after(version)));
}

/** Metadata that say of which content the work is a version, and which one, where they do not yet. @param hash 64 hex digits */
export function asVersion(
  document: Readonly<Record<string, JsonValue>>,
  hash: string,
  version: string | undefined,
): Record<string, JsonValue> {
  return { isBasedOn: namedInformation(hash), ...(version === undefined ? {} : { version }), ...document };
}

/** The number after another one; undefined where the version is no number, and nobody knows what comes after it. */
function after(version: string): string | undefined {
  return /^\d{1,9}$/.test(version) ? String(Number(version) + 1) : undefined;
}
