import { resolve } from "node:path";

import { type HashCache, stampOf } from "../file/hash-cache";
import type { Dated } from "../file/known-works";
import type { Content } from "../file/staging";
import type { OpenedSource, Part } from "../source/source";
import type { SourceRow } from "../source/source-row";
import type { Known } from "./compare";

const FILES_AT_ONCE = 2_000;

/**
 * The works that are passed over before anything is done with them: the files of a folder that are as they were when they were
 * hashed, where their content has a date.
 */
export class PassedOver {
  #count = 0;
  readonly #files = new Set<string>();
  readonly #hashes: HashCache;
  readonly #known: Known;

  constructor(hashes: HashCache, known: Known) {
    this.#hashes = hashes;
    this.#known = known;
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** The batch files that have them. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /** Those of some contents (64 hex digits) that are passed over. */
  among(hashes: readonly string[]): ReadonlyMap<string, Dated> {
    return hashes.length === 0 ? new Map() : (this.#known.among?.(hashes) ?? new Map());
  }

  add(work: Pick<Content, "name" | "hash">, dated: Dated): void {
    this.#count += 1;
    this.#files.add(dated.batch);
    this.#known.onKnown?.(work, dated);
  }

  /** What is left of the parts of a source. */
  async *without(source: OpenedSource): AsyncGenerator<Part> {
    for await (const part of source.parts()) {
      if (part.format === "directory") yield* this.#rest(part.rows, source.base);
      else yield part;
    }
  }

  *#rest(rows: readonly SourceRow[], base: string): Generator<Part> {
    for (let start = 0; start < rows.length; start += FILES_AT_ONCE) {
      const some = rows.slice(start, start + FILES_AT_ONCE);
      const dated = this.#datedIn(some, base);
      const rest = some.filter((_, index) => !dated.has(index));
      if (rest.length > 0) yield { format: "directory", rows: rest };
    }
  }

  /** The places of the rows that are passed over. */
  #datedIn(rows: readonly SourceRow[], base: string): ReadonlySet<number> {
    const names = rows.map(({ fields: { file } }) => (typeof file === "string" ? file : undefined));
    const stamps = names.map((name) => (name === undefined ? undefined : stampOf(resolve(base, name))));
    const found = this.#hashes.find(stamps);
    const hashes = found.map((hashed) => hashed?.contentHash.slice(2));
    const known = this.among(hashes.filter((hash) => hash !== undefined));
    const places = new Set<number>();
    hashes.forEach((hash, index) => {
      const work = hash === undefined ? undefined : known.get(hash);
      if (work === undefined || hash === undefined) return;
      places.add(index);
      this.add({ name: names[index] ?? "", hash }, work);
    });
    return places;
  }
}
