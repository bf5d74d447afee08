import { type Phrase, phrasesIn, wordsOf } from "../words";
import {
  EXPORT_FORMAT,
  EXPORT_INDEX,
  EXPORTED_STATES,
  type ExportedWork,
  type ExportIndex,
  type IdShard,
  shardOfId,
  shardOfWord,
  type WordShard,
} from "./format";

/** Reads a file of an export. @param path from the export's folder on @returns its JSON */
export type ReadFile = (path: string) => Promise<unknown>;

/** A file of an export is not what it should be: whoever hosts it has another version there, or half of one. */
export class NotAnExport extends Error {
  override readonly name = "NotAnExport";

  constructor(readonly path: string) {
    super(`${path} is not a file of a catalogue's export`);
  }
}

/** Works that were found, the newest first. */
export interface FoundWorks {
  readonly works: readonly ExportedWork[];
  /** Where to go on; undefined where that is all. */
  readonly next: number | undefined;
}

/** More words than that nobody types; each costs a read. */
const MOST_WORDS = 40;

/** An export of a catalogue, read from wherever it is: each question reads a few small files. */
export class ExportedCatalogue {
  private constructor(
    readonly index: ExportIndex,
    readonly read: ReadFile,
  ) {}

  /** @throws NotAnExport; what `read` throws */
  static async open(read: ReadFile): Promise<ExportedCatalogue> {
    const index = await read(EXPORT_INDEX);
    if (!isIndex(index)) throw new NotAnExport(EXPORT_INDEX);
    return new ExportedCatalogue(index, read);
  }

  /** A work by its id; undefined where the export does not have it. @param id 0x and 64 hex digits */
  async find(id: string): Promise<ExportedWork | undefined> {
    const path = `ids/${shardOfId(id, this.index.digits)}.json`;
    const shard = await this.read(path);
    if (!isShard(shard, isNumber)) throw new NotAnExport(path);
    const number = new Map(shard as IdShard).get(id);
    if (number === undefined) return undefined;
    const [work] = await this.#works([number]);
    return work?.id === id ? work : undefined;
  }

  /**
   * The works whose title or author has all the words of a text; all where it has none.
   * @param from where to go on
   * @param limit the most works
   */
  async search(text: string, from: number, limit: number): Promise<FoundWorks> {
    const phrases = phrasesIn(text).slice(0, MOST_WORDS);
    const numbers = phrases.length === 0 ? undefined : await this.#numbersOf(phrases);
    const total = numbers?.length ?? this.index.works;
    const works: ExportedWork[] = [];
    for (let at = from; at < total; at += limit) {
      const places = Array.from({ length: Math.min(limit, total - at) }, (_, place) => at + place);
      const read = await this.#works(places.map((place) => numbers?.[place] ?? place));
      for (const [index, work] of read.entries()) {
        if (work === undefined || !phrases.every((phrase) => hasPhrase(work, phrase))) continue;
        if (works.length === limit) return { works, next: at + index };
        works.push(work);
      }
    }
    return { works, next: undefined };
  }

  /** The numbers of the works that have each word of the phrases, wherever it stands in them. */
  async #numbersOf(phrases: readonly Phrase[]): Promise<number[]> {
    const asked = phrases.flatMap(({ words, isBeginning }) =>
      words.slice(0, MOST_WORDS).map((word) => ({ word, isBeginning })),
    );
    const found = await Promise.all(asked.map(({ word, isBeginning }) => this.#numbersWith(word, isBeginning)));
    const [fewest = new Set<number>(), ...others] = found.sort((a, b) => a.size - b.size);
    return [...fewest].filter((number) => others.every((other) => other.has(number))).sort((a, b) => a - b);
  }

  async #numbersWith(word: string, isBeginning: boolean): Promise<Set<number>> {
    const path = `words/${shardOfWord(word, this.index.digits)}.json`;
    const shard = await this.read(path);
    if (!isShard(shard, isNumbers)) throw new NotAnExport(path);
    const entries = (shard as WordShard).filter(([each]) => (isBeginning ? each.startsWith(word) : each === word));
    return new Set(entries.flatMap(([, gaps]) => numbersIn(gaps)));
  }

  /** Works by their numbers; each page is read once. */
  async #works(numbers: readonly number[]): Promise<(ExportedWork | undefined)[]> {
    const { pageWorks } = this.index;
    const pages = new Map<number, Promise<readonly ExportedWork[]>>();
    return Promise.all(
      numbers.map(async (number) => {
        const page = Math.floor(number / pageWorks);
        const known = pages.get(page) ?? this.#page(page);
        pages.set(page, known);
        return (await known)[number % pageWorks];
      }),
    );
  }

  async #page(number: number): Promise<readonly ExportedWork[]> {
    const path = `works/${number}.json`;
    const page = await this.read(path);
    if (!Array.isArray(page) || !page.every(isWork)) throw new NotAnExport(path);
    return page;
  }
}

function numbersIn(gaps: readonly number[]): number[] {
  let number = 0;
  return gaps.map((gap) => (number += gap));
}

/** Whether the words of a phrase stand one after another in the title or in the author's name. */
function hasPhrase({ title = "", author = "" }: ExportedWork, { words, isBeginning }: Phrase): boolean {
  return [title, author].some((text) => {
    const there = wordsOf(text);
    return there.some((_, at) =>
      words.every((word, place) => (isBeginning ? there[at]?.startsWith(word) : there[at + place] === word)),
    );
  });
}

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumbers = (value: unknown): boolean => Array.isArray(value) && value.every(isNumber);
const isText = (value: unknown): value is string => typeof value === "string";
const isTerms = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const MOST_DIGITS = 4;
const ID = /^0x[0-9a-f]{64}$/;
const TEXTS = ["title", "author", "language", "published", "version", "owner"];

function isIndex(value: unknown): value is ExportIndex {
  return (
    isTerms(value) &&
    value["format"] === EXPORT_FORMAT &&
    isText(value["registry"]) &&
    ["chainId", "asOf", "works", "pageWorks", "digits"].every((term) => isNumber(value[term])) &&
    Number(value["pageWorks"]) > 0 &&
    Number(value["digits"]) <= MOST_DIGITS
  );
}

function isShard(value: unknown, isValue: (value: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((entry) => Array.isArray(entry) && isText(entry[0]) && isValue(entry[1]));
}

function isWork(value: unknown): value is ExportedWork {
  return (
    isTerms(value) &&
    isText(value["id"]) &&
    ID.test(value["id"]) &&
    (EXPORTED_STATES as readonly unknown[]).includes(value["state"]) &&
    TEXTS.every((term) => value[term] === undefined || isText(value[term])) &&
    ["since", "finalAt"].every((term) => value[term] === undefined || isNumber(value[term])) &&
    (value["basedOn"] === undefined || (isText(value["basedOn"]) && ID.test(value["basedOn"]))) &&
    (value["certificate"] === undefined || value["certificate"] === true)
  );
}
