import { z } from "zod";

import type { JsonValue } from "../hashing/canonical-json";

const CONTEXT = "https://schema.org";

/** Counted in code points, so that a title has the same room in every script. */
const MAX_TITLE_LENGTH = 500;

/** The kinds of schema.org CreativeWork that a document may name as its @type. */
export const METADATA_TYPES = [
  "CreativeWork",
  "Article",
  "NewsArticle",
  "ScholarlyArticle",
  "Report",
  "BlogPosting",
  "Book",
  "Chapter",
  "ShortStory",
  "ComicStory",
  "Play",
  "Manuscript",
  "Thesis",
  "DigitalDocument",
  "TextDigitalDocument",
  "PresentationDigitalDocument",
  "SpreadsheetDigitalDocument",
  "WebPage",
  "Drawing",
  "Painting",
  "Photograph",
  "Poster",
  "Sculpture",
  "VisualArtwork",
  "Map",
  "ImageObject",
  "MusicComposition",
  "MusicRecording",
  "SheetMusic",
  "AudioObject",
  "Audiobook",
  "VideoObject",
  "Movie",
  "SoftwareSourceCode",
  "SoftwareApplication",
  "VideoGame",
  "Dataset",
] as const;

const LANGUAGE = "a language tag such as zh-CN, en or fr (BCP 47)";
const TIME = "a time with its zone, such as 2026-03-14T09:30:00+08:00";
const DATE = `a date that exists, such as 2026-03-14, or ${TIME}`;
/** For what is no date in this notation, though it may be one in another. */
const DATE_FORM = `a date written as 2026-03-14, 2026-03 or 2026, or ${TIME}`;
/** A year, a month or a day of ISO 8601, or the beginning of a time. */
const ISO_FORM = /^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/;
/** A year, or a month of one: schema.org dates are of ISO 8601, which has both. */
const PARTIAL_DATE = /^(?!0000)\d{4}(-(0[1-9]|1[0-2]))?$/;
/** Anything but space, what controls and what shows nothing: a title of these alone nobody could read. */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Made once: to make a schema takes forty times as long as to use it. */
const isoDate = z.iso.date();
const isoTime = z.iso.datetime({ offset: true });

/** What was asked of dates and of language tags, and the most that is kept of either. */
const knownDates = new Map<string, boolean>();
const knownTags = new Map<string, boolean>();
const MOST_KNOWN = 1_000;

/** Whatever the standard allows: only JSON gets as far as this schema. */
const anyJson = z.custom<JsonValue>();

const things = oneOrMany([text("a text"), jsonObject({})], "a text or an object");

const creators = oneOrMany(
  [
    text("a name"),
    jsonObject({
      "@type": z.enum(["Person", "Organization"], isNot('"Person" or "Organization"')),
      name: text("a text"),
      "@id": text("a text").optional(),
      identifier: things.optional(),
    }),
  ],
  "a name, a Person or an Organization",
);

const languages = oneOrMany([text(LANGUAGE, isLanguageTag)], LANGUAGE);

const year = isNot("a year written as a number, such as 2026");

/**
 * Metadata of a work: a JSON-LD document in schema.org terms. The terms below are checked; every other term is kept as it
 * is, because metadata is evidence. For the same reason nothing is filled in, trimmed or converted.
 * The message of an issue is a predicate: what follows the field's name in a sentence, such as "is missing".
 */
export const metadataSchema = jsonObject({
  "@context": z.literal(CONTEXT, isNot(JSON.stringify(CONTEXT))),
  "@type": z.enum(METADATA_TYPES, isNot(`one of: ${METADATA_TYPES.join(", ")}`)),
  name: text(`a text of at most ${MAX_TITLE_LENGTH} characters`, isTitle),
  author: creators.optional(),
  copyrightHolder: creators.optional(),
  copyrightYear: z.int(year).min(1, year).max(9999, year).optional(),
  datePublished: text((value) => (ISO_FORM.test(value) ? DATE : DATE_FORM), isDate).optional(),
  description: text("a text").optional(),
  encodingFormat: text("a media type such as text/plain", isMediaType).optional(),
  identifier: things.optional(),
  inLanguage: languages.optional(),
  isPartOf: things.optional(),
  keywords: things.optional(),
  license: text("the web address of a licence", isWebAddress).optional(),
  publisher: creators.optional(),
});

export type Metadata = z.infer<typeof metadataSchema>;

/** When the one text that a term has is right by the schema above. */
const PLAIN_TERMS: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ["@context", (value: string) => value === CONTEXT],
  ["@type", (value: string) => (METADATA_TYPES as readonly string[]).includes(value)],
  ["author", () => true],
  ["datePublished", isDate],
  ["inLanguage", isLanguageTag],
  ["name", isTitle],
]);

/** Whether the schema accepts a document. Of the plain ones, of which a batch has a million, it need not be asked. */
export function isMetadata(document: JsonValue): document is Metadata {
  return isPlain(document) || metadataSchema.safeParse(document).success;
}

/** Whether a document has nothing but the terms above, each with one text, and is right. */
function isPlain(document: JsonValue): boolean {
  if (typeof document !== "object" || document === null) return false;
  const terms = document as Readonly<Record<string, unknown>>; // of a list, its places
  for (const term of Object.keys(document)) {
    const isRight = PLAIN_TERMS.get(term);
    const value = terms[term];
    if (isRight === undefined || typeof value !== "string" || !VISIBLE.test(value) || !isRight(value)) return false;
  }
  return "@context" in document && "@type" in document && "name" in document;
}

function jsonObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape, isNot("an object")).catchall(anyJson);
}

/** schema.org lets most terms be given once or as a list. */
function oneOrMany<Options extends readonly [z.ZodType, ...z.ZodType[]]>(options: Options, what: string) {
  const list = isNot(`${what}, or a list of these`);
  return z.union([...options, z.array(z.union(options, isNot(what))).min(1, list)], list);
}

/** A text with something to see that `isRight` accepts. */
function text(what: What, isRight: (value: string) => boolean = () => true) {
  return z.string(isNot(what)).refine((value) => VISIBLE.test(value) && isRight(value), isNot(what));
}

/** What a field ought to be; it may depend on what it is. */
type What = string | ((value: string) => string);

/** The predicate of a field that ought to be `what`: is missing, is empty, or is "this", not that. */
function isNot(what: What) {
  return {
    error: ({ input }: { input?: unknown }): string => {
      if (input === undefined) return "is missing";
      if (typeof input === "string" && !VISIBLE.test(input)) return "is empty";
      const shown = JSON.stringify(input);
      const ought = typeof what === "string" ? what : what(String(input));
      return `is ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}, not ${ought}`;
    },
  };
}

function isTitle(value: string): boolean {
  return value.length <= MAX_TITLE_LENGTH || [...value].length <= MAX_TITLE_LENGTH;
}

/**
 * An ISO 8601 calendar date that exists, or a month or a year, or a date with a time of day and a zone: without a zone a time
 * proves nothing.
 */
function isDate(value: string): boolean {
  return remembered(
    knownDates,
    value,
    () => PARTIAL_DATE.test(value) || isoDate.safeParse(value).success || isoTime.safeParse(value).success,
  );
}

function isLanguageTag(value: string): boolean {
  return remembered(knownTags, value, () => namesLanguage(value));
}

/** An answer that was given before: a million rows of one language ask Intl once. */
function remembered(known: Map<string, boolean>, value: string, ask: () => boolean): boolean {
  const before = known.get(value);
  if (before !== undefined) return before;
  const isRight = ask();
  if (known.size < MOST_KNOWN) known.set(value, isRight);
  return isRight;
}

/** BCP 47. No language has a name of more than three letters, though the grammar would let "english" pass. */
function namesLanguage(value: string): boolean {
  try {
    // A canonical tag begins with its language, which is read here faster than by Intl.Locale. "und" names none.
    return Intl.getCanonicalLocales(value).every((tag) => /^(?!und\b)[a-z]{2,3}(?:-|$)/.test(tag));
  } catch {
    return false;
  }
}

/** A media type (RFC 6838 section 4.2), with or without parameters (RFC 9110 section 5.6.6). */
function isMediaType(value: string): boolean {
  const name = "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}";
  const parameter = `\\s*;\\s*[\\w!#$%&'*+.^\`|~-]+=(?:[\\w!#$%&'*+.^\`|~-]+|"(?:[^"\\\\]|\\\\.)*")`;
  return new RegExp(`^${name}/${name}(?:${parameter})*$`, "i").test(value);
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol);
}
