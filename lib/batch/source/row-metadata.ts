import { existsSync } from "node:fs";
import { basename, extname, resolve } from "node:path";

import { ColophonError } from "../../errors";
import type { JsonValue } from "../../hashing/canonical-json";
import { documentOf } from "../../metadata/files/document";
import type { FileMetadata } from "../../metadata/files/read";
import type { Metadata, MetadataFields } from "../../metadata/metadata";
import { metadataFromFields, parseMetadata, readMetadataFile } from "../../metadata/metadata";
import { isMetadata } from "../../metadata/schema";

/** Where the metadata of a file are looked for when its row gives none. */
export const SIDECAR_SUFFIX = ".metadata.json";

const METADATA_FIELDS = [
  "title",
  "author",
  "published",
  "language",
  "kind",
] as const satisfies (keyof MetadataFields)[];

/** What a row says of a work beside naming it. */
export interface Description extends Partial<MetadataFields> {
  /** A document, or the path of a JSON file. */
  metadata?: string | Readonly<Record<string, JsonValue>>;
}

interface DescriptionPlace {
  /** Absolute path of the folder that a path in the row is relative to. */
  readonly base: string;
  /** Absolute path of the work's file, if it has one. */
  readonly path: string | undefined;
  /** Whether the file's name is its title when nothing else gives one. */
  readonly titleFromName: boolean;
  /** What the work's file says of itself, where that was asked for and counts. */
  readonly found?: FileMetadata;
}

/**
 * The metadata that a row gives: a document or its file, else the fields, else the file beside the work, else the title
 * that the name of the work's file is. What was found in the work's file fills in what the fields do not say.
 * @throws ColophonError, every problem on a line of its own
 */
export function metadataOfRow(description: Description, place: DescriptionPlace): Metadata {
  const { metadata, title } = description;
  if (metadata !== undefined) {
    const given = fieldsOf(description);
    if (given.length > 0) throw refused(`the metadata come from the field metadata; leave out ${given.join(", ")}`);
    return typeof metadata === "string" ? readMetadataFile(resolve(place.base, metadata)) : checkDocument(metadata);
  }
  if (place.found !== undefined) return completed(description, place.found, place);
  if (title !== undefined) return metadataFromFields({ ...description, title });
  const given = fieldsOf(description);
  if (given.length > 0) throw refused(`title is missing, and there is ${given.join(", ")}`);
  return metadataOfFile(place);
}

/** Whether a row says anything of its work beside naming it. */
export function isDescribed(description: Readonly<Record<string, unknown>>): boolean {
  return description["metadata"] !== undefined || fieldsOf(description).length > 0;
}

/** The fields that are given in place of a document, in their order. */
function fieldsOf(description: object): string[] {
  return Object.keys(description).filter((name) => (METADATA_FIELDS as readonly string[]).includes(name));
}

function metadataOfFile({ path, titleFromName }: DescriptionPlace): Metadata {
  if (path !== undefined) {
    const sidecar = `${path}${SIDECAR_SUFFIX}`;
    if (existsSync(sidecar)) return readMetadataFile(sidecar);
    if (titleFromName) return metadataFromFields({ title: nameOf(path) });
  }
  const beside = path === undefined ? "" : `, and there is no ${basename(path)}${SIDECAR_SUFFIX} beside the file`;
  throw refused(`title and metadata are missing${beside}`);
}

function completed(fields: Description, found: FileMetadata, { path, titleFromName }: DescriptionPlace): Metadata {
  const document = documentOf(found, fields, titleFromName && path !== undefined ? nameOf(path) : undefined);
  if (document === undefined) throw refused("title is missing, and the file does not say one");
  return document;
}

function nameOf(path: string): string {
  return basename(path, extname(path));
}

/** A document that is right is not read twice; of one that is not, parseMetadata says what is wrong. */
function checkDocument(document: Readonly<Record<string, JsonValue>>): Metadata {
  if (isMetadata(document)) return document;
  return parseMetadata(JSON.stringify(document), "metadata");
}

function refused(problem: string): ColophonError {
  return new ColophonError(problem, { code: "BadRows", advice: undefined, exitCode: 2 });
}
