import { chunksOf, mapInOrder, oneAhead } from "../../in-order";
import type { HashCache } from "../file/hash-cache";
import { lookAt, type Looks, type Stamped, stampOfAll, stampsIn } from "../file/stamps";
import { SIDECAR_SUFFIX } from "../source/row-metadata";
import type { FilesPart, OpenedSource, Part } from "../source/source";
import type { Pool } from "./pool";
import { TASKS_IN_FLIGHT } from "./preparing";
import type { SetAside } from "./set-aside";

/** The most files of a group. */
const FILES_AT_ONCE = 2_000;
/** Fewer files are looked at sooner than another thread is there that does it. */
const WORTH_A_THREAD = 5_000;
/** Tasks between reading a folder and setting its files aside: so many are done here before another thread is there. */
const UNDER_WAY = 32;

/** Files that stand one behind the other in a folder, and were not known to be as they were when they were so together. */
interface Group {
  readonly stamp: Stamped;
  /** The batch files that have those that have a date. */
  readonly batches: ReadonlySet<string>;
  /** Whether all were set aside, each as a work of its own. */
  readonly isWhole: boolean;
}

/** A part of a source, and its files and the metadata beside them as they are now where it is some of a folder. */
interface Seen {
  readonly part: Part;
  readonly looks: Looks | undefined;
}

/**
 * The files of a folder that are as they were when they were hashed, where their content has a date: they are set aside before
 * anything is done with them, all of a group at once where it was noted which batch files have it. Else those with metadata beside
 * them are left: the metadata may say something else by now.
 */
export class UnchangedFiles {
  readonly #hashes: HashCache;
  readonly #aside: SetAside;
  readonly #pool: Pool;
  readonly #groups: Group[] = [];
  #left = 0;
  /** Those of them that have a date, and are left for their metadata. */
  #described = 0;
  #looked = 0;
  /** Tasks that other threads are at. */
  #elsewhere = 0;

  constructor(hashes: HashCache, aside: SetAside, pool: Pool) {
    this.#hashes = hashes;
    this.#aside = aside;
    this.#pool = pool;
  }

  /** What is left of the parts of a folder. */
  async *without(source: OpenedSource): AsyncGenerator<Part> {
    const { base } = source;
    // A folder is read while the files of those before are looked at.
    const tasks = chunksOf(divided(oneAhead(source.parts())), FILES_AT_ONCE, filesIn);
    for await (const seen of mapInOrder(tasks, UNDER_WAY, (parts) => this.#look(parts, base))) {
      for (const one of seen) yield* this.#leftOf(one, base);
    }
  }

  /**
   * Notes for a later run which batch files have the groups.
   * @param batch the path of a batch file
   * @param works how many of the files that were left it has, and no other work
   * @param isSaid whether the metadata of the others say what was said before
   */
  noteBatches(batch: string, works: number, isSaid: boolean): void {
    const hasRest = isSaid && works === this.#left - this.#described;
    for (const { stamp, batches, isWhole } of this.#groups) {
      if (isWhole) this.#hashes.keepBatches(stamp, [...batches]);
      else if (hasRest) this.#hashes.keepBatches(stamp, [...batches, ...(works > 0 ? [batch] : [])]);
    }
  }

  /** Looks at the files of some parts. */
  async #look(parts: readonly Part[], base: string): Promise<Seen[]> {
    const lists = parts.map((part) => (part.format === "files" ? namesOf(part).join("\0") : ""));
    this.#looked += parts.reduce((sum, part) => sum + filesIn(part), 0);
    const looks = this.#isWorthAThread
      ? await this.#lookElsewhere(base, lists)
      : lists.map((names) => lookAt(base, names));
    return parts.map((part, index) => ({ part, looks: looks[index] }));
  }

  /** Whether another thread has hands free: this one does the rest, and all until another one is there. */
  get #isWorthAThread(): boolean {
    return this.#looked >= WORTH_A_THREAD && this.#elsewhere < (this.#pool.size - 1) * TASKS_IN_FLIGHT;
  }

  async #lookElsewhere(base: string, lists: readonly string[]): Promise<Looks[]> {
    this.#elsewhere += 1;
    try {
      return await this.#pool.lookAt(base, lists);
    } finally {
      this.#elsewhere -= 1;
    }
  }

  *#leftOf({ part, looks }: Seen, base: string): Generator<Part> {
    if (part.format !== "files" || looks === undefined) {
      yield part;
      return;
    }
    const { files, described } = part;
    const stamp = stampOfAll(base, files, looks);
    const noted = stamp === undefined ? undefined : this.#hashes.batchesOf(stamp);
    if (noted !== undefined && this.#aside.addAll(files.length, noted)) return;

    const batches = new Set<string>();
    const hashes = this.#hashes.find(stampsIn(base, files, looks)).map((hashed) => hashed?.contentHash.slice(2));
    const dated = this.#aside.among(hashes.filter((hash) => hash !== undefined));
    let hasCopies = false;
    const isLeft = files.map((name, index) => {
      const hash = hashes[index];
      const work = hash === undefined ? undefined : dated.get(hash);
      if (hash === undefined || work === undefined) return true;
      batches.add(work.batch);
      if (described?.has(name) === true) {
        this.#described += 1;
        return true;
      }
      if (!this.#aside.add({ name, hash }, work)) hasCopies = true;
      return false;
    });
    const left = isLeft.filter(Boolean).length;
    this.#left += left;
    if (stamp !== undefined && !hasCopies) this.#groups.push({ stamp, batches, isWhole: left === 0 });
    yield* partsOf(part, isLeft);
  }
}

/** The files of a part, and then the metadata beside them. */
function namesOf({ files, described }: FilesPart): readonly string[] {
  if (described === undefined) return files;
  return [...files, ...files.filter((name) => described.has(name)).map((name) => `${name}${SIDECAR_SUFFIX}`)];
}

/** How many files a part has, or what is as much to do. */
function filesIn(part: Part): number {
  return part.format === "files" ? part.files.length : 1;
}

/** The same parts, none of them larger than a group. */
async function* divided(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  for await (const part of parts) {
    if (part.format !== "files") yield part;
    else {
      const { described } = part;
      for (let start = 0; start < part.files.length; start += FILES_AT_ONCE) {
        yield { ...some(part, start, FILES_AT_ONCE), ...(described === undefined ? {} : { described }) };
      }
    }
  }
}

/** Those of a part's files that are meant: parts of those that stand one behind the other. */
function* partsOf(part: FilesPart, isMeant: readonly boolean[]): Generator<FilesPart> {
  for (let start = 0; start < isMeant.length; start++) {
    let count = 0;
    while (isMeant[start + count] === true) count++;
    if (count > 0) yield some(part, start, count);
    start += count;
  }
}

function some({ line, files }: FilesPart, start: number, count: number): FilesPart {
  return { format: "files", line: line + start, files: files.slice(start, start + count) };
}
