import type { Colophon } from "../../chain/contracts/colophon";
import { ColophonError } from "../../errors";
import { BatchFile } from "../file/batch-file";
import { Ledger } from "../file/ledger";
import { readAnchor } from "./anchor-call";

/**
 * Notes in batch files that do not know of an anchor the one that the chain has: a run that was killed, or another program, has
 * sent it. A file that cannot be read is left: `batch list` names it.
 * @param paths batch files of this registry, which no other process writes
 */
export async function noteAnchors(colophon: Colophon, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const root = unnotedRoot(path);
    const anchored = root === undefined ? undefined : await readAnchor(colophon, root);
    if (anchored === undefined) continue;
    const batch = BatchFile.open(path, "write");
    try {
      new Ledger(batch).setAnchored(anchored);
    } finally {
      batch.close();
    }
  }
}

/** The root of a batch file that does not know of its anchor; undefined for all others. */
function unnotedRoot(path: string): string | undefined {
  try {
    const batch = BatchFile.open(path, "read");
    try {
      return new Ledger(batch).anchored() === undefined ? batch.head.root : undefined;
    } finally {
      batch.close();
    }
  } catch (error) {
    if (error instanceof ColophonError) return undefined;
    throw error;
  }
}
