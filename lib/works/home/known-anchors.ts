import { listBatchFiles } from "../../batch/file/shelf";
import { Catalogue } from "../../catalogue/catalogue";
import { batchesWith } from "../../catalogue/query";
import type { Colophon } from "../../chain/contracts/colophon";
import { type AnchoredClaims, findAnchored } from "./anchored";
import { shelfOf } from "./shelf";

/**
 * The anchors of a work that the batch files of a home prove, the earliest first; the chain is asked for each.
 * @param home the folder of the store
 */
export async function knownAnchors(colophon: Colophon, home: string, contentHash: string): Promise<AnchoredClaims> {
  const shelf = shelfOf(colophon, home);
  // A home without batches is left as it is: a catalogue would be the first thing in it.
  if ((await listBatchFiles(shelf)).length === 0) return { anchored: [], unreadable: [] };
  const catalogue = await Catalogue.open(home);
  try {
    const batches = batchesWith(catalogue, shelf, [contentHash]).get(contentHash) ?? [];
    const { anchored, unreadable } = await findAnchored(colophon, contentHash, batches);
    const damaged = catalogue.unreadable.filter(({ path }) => path.startsWith("batches/"));
    return { anchored, unreadable: [...new Set([...unreadable, ...damaged.map(({ problem }) => problem)])] };
  } finally {
    catalogue.close();
  }
}
