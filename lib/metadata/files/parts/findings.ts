import type { z } from "zod";

import type { JsonValue } from "../../../hashing/canonical-json";
import { metadataSchema } from "../../schema";
import { isUntold } from "./untold";
import { dateOf, identifierOf, isIsrc, isrcOf, isWrongIsbn, languageOf, namesOf, plainText } from "./values";

/** What a file says of itself, or a list of it. */
export interface FileMetadata {
  /** Terms of schema.org, each as the schema of metadata allows it; `name` may be missing, and so may any other. */
  readonly terms: Readonly<Record<string, JsonValue>>;
  /** Of each term, where it stands: "XMP dc:title". */
  readonly sources: Readonly<Record<string, string>>;
  /** Why nothing could be read, or what stands there and could not be used: `EPUB dc:language is "english", not …`. */
  readonly problems: readonly string[];
}

/** The schemas of the terms that are checked; of the others whatever is JSON passes. */
const CHECKS: Partial<Record<string, z.ZodType>> = {
  ...metadataSchema.shape,
  dateCreated: metadataSchema.shape.datePublished,
};

/** The terms whose value is a date, a language or a number, in whatever way it is written. */
const CONVERTED: Partial<Record<string, (text: string) => string>> = {
  datePublished: dateOf,
  dateCreated: dateOf,
  identifier: identifierOf,
  inLanguage: languageOf,
  isrcCode: isrcOf,
};

/** The terms whose texts are people, perhaps several in one. */
const PEOPLE: ReadonlySet<string> = new Set([
  "author",
  "composer",
  "contributor",
  "editor",
  "illustrator",
  "translator",
]);

/** What is wrong with a text, though the others beside it may be right: the end of a sentence that begins with its place. */
function faultOf(term: string, text: string): string | undefined {
  const shown = JSON.stringify(text);
  if (isUntold(term, text)) return `is ${shown}, which a program writes by itself`;
  if (/^\?[?\s]*\?$/.test(text)) return `is ${shown}, where a program did not have the letters`;
  if (term === "identifier" && isWrongIsbn(text)) return `is ${shown}, an ISBN whose check digit is wrong`;
  if (term === "isrcCode" && !isIsrc(isrcOf(text))) return `is ${shown}, not an ISRC such as FRZ039800212`;
  return undefined;
}

/** Gathers what a file says. Of two places that give a term the first one counts. */
export class Findings {
  readonly #terms: Record<string, JsonValue> = {};
  readonly #sources: Record<string, string> = {};
  readonly #problems: string[] = [];

  /**
   * Takes a value for a term, unless there is one. Texts are tidied; blank ones count as none, several become a list; what
   * nobody said, though it stands there, and what the schema refuses is a problem.
   * @param where the place in the file, for people: "XMP dc:title"
   */
  add(term: string, value: Texts | Thing | number, where: string): void {
    const tidy = isTexts(value) ? this.#listed(term, value, where) : value;
    if (tidy === undefined) return;
    if (term in this.#terms) return this.#note(term, tidy, where);
    const problem = CHECKS[term]?.safeParse(tidy).error?.issues[0]?.message;
    if (problem === undefined) this.#keep(term, tidy, where);
    else this.#problems.push(`${where} ${problem}`);
  }

  /** Rights in words, and the address of a licence: of several the first, which may be the same in other languages. */
  addRights(value: string | undefined | readonly (string | undefined)[], where: string): void {
    const texts = [value].flat().filter((text) => text !== undefined && text.trim() !== "");
    const isAddress = (text: string | undefined): boolean => /^https?:\/\/\S+$/.test(text?.trim() ?? "");
    this.add("license", texts.find(isAddress), where);
    this.add(
      "copyrightNotice",
      texts.find((text) => !isAddress(text)),
      where,
    );
  }

  /** People, each by the term of what they did. */
  addPeople(people: readonly (readonly [term: string, name: string])[], where: string): void {
    for (const term of new Set(people.map(([own]) => own))) {
      this.add(
        term,
        people.flatMap(([own, name]) => (own === term ? [name] : [])),
        where,
      );
    }
  }

  /** Takes over what was found elsewhere, where there is nothing yet. */
  addAll({ terms, sources, problems }: FileMetadata): void {
    for (const [term, value] of Object.entries(terms)) {
      const where = sources[term] ?? "";
      if (term in this.#terms) this.#note(term, value, where);
      else this.#keep(term, value, where);
    }
    this.#problems.push(...problems);
  }

  addProblem(problem: string): void {
    this.#problems.push(problem);
  }

  /** What there is now. */
  get found(): FileMetadata {
    return { terms: { ...this.#terms }, sources: { ...this.#sources }, problems: [...this.#problems] };
  }

  /** The texts tidied, without those that are blank, at fault or come twice: one is itself, several are a list. */
  #listed(term: string, texts: Texts, where: string): JsonValue | undefined {
    const convert = CONVERTED[term] ?? ((text: string) => text);
    const seen = new Map<string, JsonValue>();
    const given = isList(texts) ? texts : [texts];
    const parted = given.flatMap((one) => (PEOPLE.has(term) && typeof one === "string" ? namesOf(one) : [one]));
    for (const text of parted) {
      if (text === undefined) continue;
      const value = typeof text === "string" ? plainText(text) : text;
      if (value === "") continue;
      const fault = typeof value === "string" ? faultOf(term, value) : undefined;
      if (fault !== undefined) this.#problems.push(`${where} ${fault}`);
      else seen.set(JSON.stringify(value), typeof value === "string" ? convert(value) : value);
    }
    const values = [...seen.values()];
    return values.length > 1 ? values : values[0];
  }

  #keep(term: string, value: JsonValue, where: string): void {
    this.#terms[term] = value;
    this.#sources[term] = where;
  }

  /** Of two values of one term that differ. */
  #note(term: string, value: JsonValue, where: string): void {
    const isSame = JSON.stringify(this.#terms[term]) === JSON.stringify(value);
    if (!isSame && term !== "@type") this.#sources[term] = `${this.#sources[term]}, unlike ${where}`;
  }
}

type Thing = Readonly<Record<string, JsonValue>>;

/** One text or several; or things, where a text would not say all. */
type Texts = string | undefined | readonly (string | Thing | undefined)[];

function isTexts(value: Texts | Thing | number): value is Texts {
  return value === undefined || typeof value === "string" || isList(value);
}

/** Array.isArray knows no readonly lists. */
function isList(value: Texts | Thing | number): value is readonly (string | Thing | undefined)[] {
  return Array.isArray(value);
}
