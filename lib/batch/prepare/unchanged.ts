import { resolve } from "node:path";

import { oneAhead } from "../../in-order";
import { type HashCache, type Stamped, stampOf, stampOfAll } from "../file/hash-cache";
import type { OpenedSource, Part } from "../source/source";
import type { SourceRow } from "../source/source-row";
import type { SetAside } from "./set-aside";

const FILES_AT_ONCE = 2_000;

/** Files that stand one behind the other in a folder, and were not known to be as they were when they were so together. */
interface Group {
  readonly stamp: Stamped;
  /** The batch files that have those that were set aside. */
  readonly batches: ReadonlySet<string>;
  readonly isWhole: boolean;
}

/**
 * The files of a folder that are as they were when they were hashed, where their content has a date: they are set aside before
 * anything is done with them, all of a group at once where it was noted which batch files have it.
 */
export class UnchangedFiles {
  readonly #hashes: HashCache;
  readonly #aside: SetAside;
  readonly #groups: Group[] = [];
  #left = 0;

  constructor(hashes: HashCache, aside: SetAside) {
    this.#hashes = hashes;
    this.#aside = aside;
  }

  /** What is left of the parts of a source. */
  async *without(source: OpenedSource): AsyncGenerator<Part> {
    // A folder is read while the files of the one before are looked at.
    for await (const part of oneAhead(source.parts())) {
      if (part.format === "directory") yield* this.#rest(part.rows, source.base);
      else yield part;
    }
  }

  /**
   * Notes for a later run which batch files have the groups.
   * @param batch the path of a batch file
   * @param works how many of the files that were left it has, and no other work
   */
  noteBatches(batch: string, works: number): void {
    const hasRest = works === this.#left;
    for (const { stamp, batches, isWhole } of this.#groups) {
      if (isWhole) this.#hashes.keepBatches(stamp, [...batches]);
      else if (hasRest) this.#hashes.keepBatches(stamp, [...batches, batch]);
    }
  }

  *#rest(rows: readonly SourceRow[], base: string): Generator<Part> {
    for (let start = 0; start < rows.length; start += FILES_AT_ONCE) {
      const some = rows.slice(start, start + FILES_AT_ONCE);
      const left = this.#leftOf(some, base);
      this.#left += left.length;
      if (left.length > 0) yield { format: "directory", rows: left };
    }
  }

  #leftOf(rows: readonly SourceRow[], base: string): readonly SourceRow[] {
    const names = rows.map(({ fields: { file } }) => (typeof file === "string" ? file : undefined));
    const stamps = names.map((name) => (name === undefined ? undefined : stampOf(resolve(base, name))));
    const stamp = stampOfAll(stamps);
    const noted = stamp === undefined ? undefined : this.#hashes.batchesOf(stamp);
    if (noted !== undefined && this.#aside.addAll(rows.length, noted)) return [];

    const batches = new Set<string>();
    const hashes = this.#hashes.find(stamps).map((hashed) => hashed?.contentHash.slice(2));
    const dated = this.#aside.among(hashes.filter((hash) => hash !== undefined));
    const left = rows.filter((_, index) => {
      const hash = hashes[index];
      const work = hash === undefined ? undefined : dated.get(hash);
      if (hash === undefined || work === undefined) return true;
      batches.add(work.batch);
      this.#aside.add({ name: names[index] ?? "", hash }, work);
      return false;
    });
    if (stamp !== undefined) this.#groups.push({ stamp, batches, isWhole: left.length === 0 });
    return left;
  }
}
