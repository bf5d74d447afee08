import { ColophonError } from "../../errors";
import type { JsonValue } from "../../hashing/canonical-json";
import { digestOf, digestsIn, readDisclosure } from "../../metadata/redactable";
import { keptDisclosures } from "../../store/disclosures";
import { type Shelf, workFolder } from "../../store/records";

/**
 * What a home can disclose of a metadata document, but for fields that are to be withheld.
 * @param metadata the document, as the chain has its hash
 * @param withheld the names of fields
 * @throws ColophonError, exit code 2, where one of these is no digest in the document, so that it cannot be withheld
 */
export async function disclosuresOfHome(
  shelf: Shelf,
  workId: string,
  metadata: string,
  withheld: readonly string[],
): Promise<string[]> {
  // It was hashed as metadata of a work are: canonical JSON.
  const digests = new Set(digestsIn(JSON.parse(metadata) as JsonValue));
  // Most documents have none, and then nobody need look for what discloses them.
  const kept = digests.size === 0 ? [] : await keptDisclosures(workFolder(shelf, workId));
  const all = kept.filter((each) => digests.has(digestOf(each)));
  const names = new Map(all.map((each) => [each, readDisclosure(each)?.name]));
  const unknown = withheld.find((name) => ![...names.values()].includes(name));
  if (unknown === undefined) return all.filter((each) => !withheld.includes(names.get(each) ?? ""));
  throw new ColophonError(`--redact ${unknown}: the metadata of ${workId} have no such field that can be withheld`, {
    code: "FieldNotRedactable",
    advice: "Only fields that were registered as salted digests can be. Leave the whole document out: --redact all",
    exitCode: 2,
  });
}
