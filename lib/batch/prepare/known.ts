import type { BatchTarget, Staging } from "../file/staging";
import type { TreeHasher } from "../tree/merkle-tree";

const WORKS_PER_QUESTION = 1_000;

/** Says which of some contents (64 hex digits) have a date already, and the batch file of each. */
export type KnownAmong = (hashes: readonly string[]) => ReadonlyMap<string, string>;

/**
 * Removes the works that have a date already, unless they are of a source that goes on with its own batch file.
 * @returns how many were removed, and the batch file that has the last of them
 */
export async function passOverKnown(
  staging: Staging,
  target: BatchTarget,
  hasher: TreeHasher,
  knownAmong: KnownAmong | undefined,
): Promise<{ known: number; lastFile: string | undefined }> {
  if (knownAmong === undefined) return { known: 0, lastFile: undefined };
  const known: number[] = [];
  let lastFile: string | undefined;
  for (const rows of staging.contents(WORKS_PER_QUESTION)) {
    const files = knownAmong(rows.map(({ hash }) => hash));
    for (const { id, hash } of rows) {
      const file = files.get(hash);
      if (file === undefined) continue;
      known.push(id);
      lastFile = file;
    }
  }
  if (known.length === 0 || (await staging.isBatch(target, hasher))) return { known: 0, lastFile: undefined };
  for (const id of known) staging.remove(id);
  return { known: known.length, lastFile };
}
