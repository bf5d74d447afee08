import { type Metadata, type MetadataFields, metadataFromFields, parseMetadata } from "../metadata";
import { isMetadata } from "../schema";
import type { FileMetadata } from "./parts/findings";

/**
 * The metadata of a work of which its file says something: each term as it was given, else as the file has it.
 * @param name the title where neither says one
 * @returns undefined where there is no title
 * @throws ColophonError, exit code 2, every problem of what was given on a line of its own, as metadataFromFields
 */
export function documentOf(found: FileMetadata, given: Partial<MetadataFields>, name: string): Metadata;
export function documentOf(
  found: FileMetadata,
  given: Partial<MetadataFields>,
  name: string | undefined,
): Metadata | undefined;
export function documentOf(
  { terms }: FileMetadata,
  given: Partial<MetadataFields>,
  name: string | undefined,
): Metadata | undefined {
  const own = typeof terms["name"] === "string" ? terms["name"] : undefined;
  const title = given.title ?? own ?? name;
  if (title === undefined) return undefined;
  const fields = metadataFromFields({ ...given, title });
  // Without a kind the fields say CreativeWork, which every work is.
  const type = given.kind === undefined ? (terms["@type"] ?? fields["@type"]) : fields["@type"];
  const document = { ...terms, ...fields, "@type": type };
  return isMetadata(document) ? document : parseMetadata(JSON.stringify(document), "the file's metadata");
}
