import type { Catalogue } from "../catalogue/catalogue";
import { batchesWith } from "../catalogue/query";
import type { Colophon } from "../chain/contracts/colophon";
import type { Shelf } from "../store/records";
import { OpenBatches } from "./anchored";
import { describeWork, type WorkDescription } from "./described";
import { showWork, type WorkState } from "./show";

/** A work that is offered, and what metadata of the hash on chain say of it. */
export interface OfferedWork extends WorkState {
  readonly description: WorkDescription | undefined;
}

/** All that somebody wants to know of a work before the title is accepted. */
export async function showOffered(
  colophon: Colophon,
  catalogue: Catalogue,
  shelf: Shelf,
  workId: bigint,
): Promise<OfferedWork> {
  const state = await showWork(colophon, workId);
  const { work, metadataHash } = state;
  if (metadataHash === undefined) return { ...state, description: undefined };
  const open = new OpenBatches(colophon);
  try {
    const batches = batchesWith(catalogue, shelf, [work]).get(work) ?? [];
    return { ...state, description: await describeWork(shelf, work, metadataHash, batches, open) };
  } finally {
    open.close();
  }
}
