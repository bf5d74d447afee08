import type { ColophonError } from "../../errors";
import type { Dated } from "../file/known-works";
import type { BatchTarget, Content, Staging } from "../file/staging";
import type { TreeHasher } from "../tree/merkle-tree";
import { type EarlierAt, noteVersions } from "./versions";

const WORKS_PER_QUESTION = 1_000;

/** What is known from before of the works of a source. */
export interface Known {
  /** Says which of some contents (64 hex digits) have a date already: those are passed over. */
  readonly among?: ((hashes: readonly string[]) => ReadonlyMap<string, Dated>) | undefined;
  /** Says why some contents (64 hex digits) may not be registered; undefined where they may. */
  readonly refusalOf?: ((hashes: readonly string[]) => ColophonError | undefined) | undefined;
  /** Says what had the same names in this source before: of that, works are new versions. */
  readonly earlierAt?: EarlierAt | undefined;
  /** Is told of each work that is passed over. */
  readonly onKnown?: (work: Pick<Content, "name" | "hash">, dated: Dated) => void;
}

/** What the works of a source are beside those from before. */
export interface Compared {
  /** How many were passed over. */
  readonly known: number;
  /** The contents of those of them that have an anchor and no title that is known, 64 hex digits each. */
  readonly untitled: readonly string[];
  /** The ids of those of the others that are new versions of works. */
  readonly versions: ReadonlySet<number>;
  /** The batch files that have those that were passed over. */
  readonly files: ReadonlySet<string>;
}

/**
 * Sets aside the works that have a date already, and notes of what the others are new versions; all are left as they are where
 * the source goes on with its own batch file.
 * @throws ColophonError where one of them may not be registered
 */
export async function compare(
  staging: Staging,
  target: BatchTarget,
  hasher: TreeHasher,
  { among, refusalOf, earlierAt, onKnown }: Known,
): Promise<Compared> {
  const [ids, untitled]: [number[], string[]] = [[], []];
  const files = new Set<string>();
  let refusal: ColophonError | undefined;
  for (const works of among === undefined ? [] : staging.contents(WORKS_PER_QUESTION)) {
    const hashes = works.map(({ hash }) => hash);
    const dated = among?.(hashes);
    refusal ??= refusalOf?.(hashes);
    for (const work of works) {
      const known = dated?.get(work.hash);
      if (known === undefined) continue;
      ids.push(work.id);
      if (!known.isTitled) untitled.push(work.hash);
      files.add(known.batch);
      onKnown?.(work, known);
    }
  }
  // Of an anchored batch that is complete nothing is left to go on with.
  const isComplete = target.mode === "anchor" && ids.length === staging.size && refusal === undefined;
  if ((ids.length > 0 || refusal !== undefined) && !isComplete && (await staging.isBatch(target, hasher))) {
    return { known: 0, untitled: [], versions: new Set(), files: new Set() };
  }
  if (refusal !== undefined) throw refusal;
  for (const id of ids) staging.remove(id);
  const versions = earlierAt === undefined ? new Set<number>() : noteVersions(staging, earlierAt);
  return { known: ids.length, untitled, versions, files };
}
