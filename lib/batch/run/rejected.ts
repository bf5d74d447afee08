import type { Colophon } from "../../chain/contracts/colophon";
import { readTitle } from "../../chain/contracts/title";
import { mapInOrder } from "../../in-order";
import type { BatchFile } from "../file/batch-file";
import { Ledger } from "../file/ledger";

/** Questions to the node at a time. */
const PARALLEL = 8;

/** A work of a batch that the registry did not take. */
export interface RejectedWork {
  readonly line: number;
  readonly name: string;
  readonly contentHash: string;
  readonly reason: string;
  /** Who holds its title; undefined where nobody does. */
  readonly owner: string | undefined;
}

/** The works of a batch that the registry did not take, and who has them. */
export async function rejectedWorks(colophon: Colophon, batch: BatchFile): Promise<RejectedWork[]> {
  const found: RejectedWork[] = [];
  const rejected = mapInOrder(new Ledger(batch).rejections(), PARALLEL, async ({ work: id, reason }) => {
    const { line, name, claim } = batch.work(id);
    const title = await readTitle(colophon, BigInt(claim.contentHash));
    return { line, name, contentHash: claim.contentHash, reason, owner: title?.owner };
  });
  for await (const work of rejected) found.push(work);
  return found;
}
