import type { ColophonError } from "../../errors";
import type { Dated } from "../file/known-works";
import type { BatchTarget, Described, Staging } from "../file/staging";
import type { TreeHasher } from "../tree/merkle-tree";
import type { BadRow } from "./row";
import { isSaidBefore, SAID_OTHERWISE } from "./said-before";
import type { SetAside } from "./set-aside";
import { noteVersions } from "./versions";

const WORKS_PER_QUESTION = 1_000;

/** What comparing the works of a source with what is known leaves to tell. */
export interface Comparison {
  /** The ids of those that are new versions of works. */
  readonly versions: ReadonlySet<number>;
  /** The rows of works that were set aside, and were registered with other metadata. */
  readonly otherwise: readonly BadRow[];
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
  aside: SetAside,
): Promise<Comparison> {
  const { among, refusalOf, earlierAt } = aside.known;
  const found: [Described, Dated][] = [];
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
    return { versions: new Set(), otherwise: [] };
  }
  if (refusal !== undefined) throw refusal;
  const otherwise: BadRow[] = [];
  for (const [work, known] of found) {
    if (isOtherwise(staging, work, known)) {
      otherwise.push({ line: work.line, name: work.name, problems: [SAID_OTHERWISE] });
    }
    staging.remove(work.id);
    aside.add(work, known);
  }
  return { versions: earlierAt === undefined ? new Set() : noteVersions(staging, earlierAt), otherwise };
}

/** Most rows say the same by the same bytes. */
function isOtherwise(staging: Staging, { id, name, metadataHash }: Described, { said }: Dated): boolean {
  if (said.some((before) => before.metadataHash === metadataHash)) return false;
  return !isSaidBefore({ name, metadata: staging.metadataOf(id) }, said);
}
