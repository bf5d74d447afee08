import type { ColophonError } from "../../errors";
import type { Dated } from "../file/known-works";
import type { BatchTarget, Content, Staging } from "../file/staging";
import type { TreeHasher } from "../tree/merkle-tree";
import type { SetAside } from "./set-aside";
import { noteVersions } from "./versions";

const WORKS_PER_QUESTION = 1_000;

/**
 * Sets aside the works that have a date already, and notes of what the others are new versions; all are left as they are where
 * the source goes on with its own batch file.
 * @returns the ids of those that are new versions of works
 * @throws ColophonError where one of them may not be registered
 */
export async function compare(
  staging: Staging,
  target: BatchTarget,
  hasher: TreeHasher,
  aside: SetAside,
): Promise<ReadonlySet<number>> {
  const { among, refusalOf, earlierAt } = aside.known;
  const found: [Content, Dated][] = [];
  let refusal: ColophonError | undefined;
  for (const works of among === undefined ? [] : staging.contents(WORKS_PER_QUESTION)) {
    const hashes = works.map(({ hash }) => hash);
    const dated = aside.among(hashes);
    refusal ??= refusalOf?.(hashes);
    for (const work of works) {
      const known = dated.get(work.hash);
      if (known !== undefined) found.push([work, known]);
    }
  }
  // Of an anchored batch that is complete nothing is left to go on with.
  const isComplete = target.mode === "anchor" && found.length === staging.size && refusal === undefined;
  if ((found.length > 0 || refusal !== undefined) && !isComplete && (await staging.isBatch(target, hasher))) {
    return new Set();
  }
  if (refusal !== undefined) throw refusal;
  for (const [work, known] of found) {
    staging.remove(work.id);
    aside.add(work, known);
  }
  return earlierAt === undefined ? new Set() : noteVersions(staging, earlierAt);
}
