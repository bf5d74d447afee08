import { readFileSync, statSync } from "node:fs";

import type { z } from "zod";

import { ColophonError, fileError, notARegularFile } from "../errors";
import type { JsonValue } from "../hashing/canonical-json";
import { canonicalText, formatJsonPath, parseJson } from "../hashing/canonical-json";
import { hashBytes } from "../hashing/hash-bytes";
import { decodeText } from "../text-file";
import type { Metadata } from "./schema";
import { isMetadata, metadataSchema } from "./schema";

export type { Metadata } from "./schema";

/** No description of a work needs more; a longer file is the work itself, named by mistake. */
const MAX_FILE_BYTES = 1024 * 1024;

const SAVE_AS_UTF8 = "Save it as UTF-8; if it is not a JSON file, name the one that describes the work.";

/** Everyday names for some schema.org types, for the command line. */
export const METADATA_KINDS = {
  work: "CreativeWork",
  text: "TextDigitalDocument",
  news: "NewsArticle",
  article: "Article",
  book: "Book",
  story: "ShortStory",
  drawing: "Drawing",
  painting: "Painting",
  photograph: "Photograph",
  image: "ImageObject",
  music: "MusicRecording",
  audio: "AudioObject",
  video: "VideoObject",
  film: "Movie",
  document: "DigitalDocument",
  software: "SoftwareSourceCode",
  dataset: "Dataset",
} as const satisfies Record<string, Metadata["@type"]>;

/** What a person types instead of writing a document. */
export interface MetadataFields {
  title: string;
  /** The name of one author. */
  author?: string;
  /** ISO 8601: a date, or a time with its zone. */
  published?: string;
  /** BCP 47. */
  language?: string;
  /** A key of METADATA_KINDS, or the name of a schema.org type; without it the type is CreativeWork. */
  kind?: string;
}

/**
 * Reads a metadata document: JSON-LD in schema.org terms, as metadata-schema.ts has it. What it returns is what was written.
 * @param name the file name, for messages
 * @throws ColophonError, exit code 2, every problem on a line of its own: poem.json: title ("name") is missing
 */
export function parseMetadata(text: string, name: string): Metadata {
  const document = parseJson(text, name);
  const advice = "Correct the document; those in samples/ show how one is written.";
  assertMetadata(document, advice, (path, predicate) => `${name}: ${nameInDocument(path)} ${predicate}`);
  return document;
}

/**
 * Reads a metadata document from a file: UTF-8, at most 1 MiB, otherwise as parseMetadata.
 * @throws ColophonError, exit code 2; 1 when the disk fails
 */
export function readMetadataFile(path: string): Metadata {
  const bytes = readSmallFile(path);
  return parseMetadata(decodeText(bytes, path, SAVE_AS_UTF8), path);
}

/**
 * Makes a metadata document of what a person typed. Spaces around a value are dropped; a field that was not given is
 * not in the document.
 * @throws ColophonError, exit code 2, every problem on a line of its own: title is empty
 */
export function metadataFromFields(fields: MetadataFields): Metadata {
  // In the order of the canonical form, which is then soon made.
  return changed({ "@context": "https://schema.org", "@type": METADATA_KINDS.work }, fields);
}

/**
 * A metadata document with some of its fields changed to what a person typed; all that was not given stays.
 * @throws ColophonError, exit code 2, as metadataFromFields
 */
export function withFields(metadata: Metadata, fields: Partial<MetadataFields>): Metadata {
  return changed({ ...metadata }, fields);
}

function changed(document: Record<string, JsonValue>, fields: Partial<MetadataFields>): Metadata {
  const kind = fields.kind?.trim();
  const { title, author, published, language } = fields;
  if (kind !== undefined) document["@type"] = isKind(kind) ? METADATA_KINDS[kind] : kind;
  if (author !== undefined) document["author"] = author.trim();
  if (published !== undefined) document["datePublished"] = published.trim();
  if (language !== undefined) document["inLanguage"] = language.trim();
  if (title !== undefined) document["name"] = title.trim();

  assertMetadata(document, undefined, ([term], predicate) => {
    if (term !== "@type") return `${FIELD_OF_TERM[String(term)] ?? String(term)} ${predicate}`;
    return `kind is ${JSON.stringify(kind)}, not one of: ${Object.keys(METADATA_KINDS).join(", ")}`;
  });
  return document;
}

/**
 * The hash by which a chain knows a metadata document: SHA-256 of its canonical form (RFC 8785), so that neither spacing
 * nor the order of its keys matters.
 * @returns 0x and 64 lower-case hex digits
 */
export function metadataHash(metadata: Metadata): string {
  return hashBytes(canonicalText(metadata));
}

/** The flag that a term came from, where their names differ. */
const FIELD_OF_TERM: Record<string, string> = { name: "title", datePublished: "published", inLanguage: "language" };

function isKind(kind: string): kind is keyof typeof METADATA_KINDS {
  return Object.hasOwn(METADATA_KINDS, kind);
}

function nameInDocument(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the document";
  const term = formatJsonPath(path);
  return term === "name" ? 'title ("name")' : `"${term}"`;
}

type Sentence = (path: readonly PropertyKey[], predicate: string) => string;

/** Checks and changes nothing: the document itself is kept, not the copy that the schema makes. */
function assertMetadata(
  document: JsonValue,
  advice: string | undefined,
  sentence: Sentence,
): asserts document is Metadata {
  if (isMetadata(document)) return;
  const problems = (metadataSchema.safeParse(document).error?.issues ?? [])
    .flatMap(leaves)
    .map(({ path, message }) => sentence(path, message));
  throw new ColophonError(problems.join("\n"), { code: "WrongMetadata", advice, exitCode: 2 });
}

/** Where a field may be of several kinds, the problems inside the kind that it was meant to be. */
function leaves(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, "path" | "message">[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.find((branch) => branch.every(({ path }) => path.length > 0));
  if (meant === undefined) return [issue];
  return meant.flatMap(leaves).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

function readSmallFile(path: string): Uint8Array {
  try {
    const found = statSync(path);
    if (!found.isFile()) throw notARegularFile(path, found.isDirectory());
    if (found.size > MAX_FILE_BYTES) {
      throw new ColophonError(`${path} is ${found.size} bytes long, and metadata has at most ${MAX_FILE_BYTES}`, {
        code: "MetadataTooLong",
        advice: "Name the JSON file that describes the work, not the work.",
        exitCode: 2,
      });
    }
    return readFileSync(path);
  } catch (cause) {
    throw cause instanceof ColophonError ? cause : fileError(path, cause);
  }
}
