import type { ColophonError } from "../../errors";
import type { Dated } from "../file/known-works";
import type { Content } from "../file/staging";
import type { EarlierAt } from "./versions";

/** What is known from before of the works of a source. */
export interface Known {
  /** Says which of some contents (64 hex digits) have a date already: those are set aside. */
  readonly among?: ((hashes: readonly string[]) => ReadonlyMap<string, Dated>) | undefined;
  /** Says whether a batch file (its path) gives all of its works a date. */
  readonly datesAll?: ((batch: string) => boolean) | undefined;
  /** Says why some contents (64 hex digits) may not be registered; undefined where they may. */
  readonly refusalOf?: ((hashes: readonly string[]) => ColophonError | undefined) | undefined;
  /** Says what had the same names in this source before: of that, works are new versions. */
  readonly earlierAt?: EarlierAt | undefined;
  /** Is told of each work that is set aside. */
  readonly onKnown?: (work: Pick<Content, "name" | "hash">, dated: Dated) => void;
}

/** The works of a source that are set aside, before they are hashed or after it: they have a date already. */
export class SetAside {
  /** Of works that were set aside many at a time; the others are counted by their contents. */
  #count = 0;
  readonly #hashes = new Set<string>();
  readonly #batches = new Set<string>();
  readonly #untitled: string[] = [];
  readonly #datesAll = new Map<string, boolean>();

  constructor(readonly known: Known) {}

  /** How many there are: files of the same content are one work. */
  get count(): number {
    return this.#count + this.#hashes.size;
  }

  /** The paths of the batch files that have them. */
  get batches(): ReadonlySet<string> {
    return this.#batches;
  }

  /** The contents (64 hex digits) of those that were looked at one by one and have an anchor, and no title that is known. */
  get untitled(): readonly string[] {
    return this.#untitled;
  }

  /** Those of some contents (64 hex digits) that are to be set aside. */
  among(hashes: readonly string[]): ReadonlyMap<string, Dated> {
    return hashes.length === 0 ? new Map() : (this.known.among?.(hashes) ?? new Map());
  }

  /** @returns whether it is another work than those before it, and no copy of one */
  add(work: Pick<Content, "name" | "hash">, dated: Dated): boolean {
    if (this.#hashes.has(work.hash)) return false;
    this.#hashes.add(work.hash);
    this.#batches.add(dated.batch);
    if (!dated.isTitled) this.#untitled.push(work.hash);
    this.known.onKnown?.(work, dated);
    return true;
  }

  /**
   * Sets works aside that some batch files have, without a look at each.
   * @returns whether it did: not where one of the files does not date its works, or somebody is to be told of each
   */
  addAll(works: number, batches: readonly string[]): boolean {
    if (this.known.onKnown !== undefined || !batches.every((batch) => this.#allDated(batch))) return false;
    this.#count += works;
    for (const batch of batches) this.#batches.add(batch);
    return true;
  }

  /** Of each batch file it is asked once. */
  #allDated(batch: string): boolean {
    const known = this.#datesAll.get(batch) ?? this.known.datesAll?.(batch) ?? false;
    this.#datesAll.set(batch, known);
    return known;
  }
}
