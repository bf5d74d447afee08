import type { Colophon } from "../chain/contracts/colophon";
import { mapInOrder } from "../in-order";
import type { Sitting } from "./committee";
import { complete, type Proposal, readKnownHead } from "./proposal";

/** Questions to the node at a time. */
const PARALLEL = 8;

/** Proposals, the newest first. */
export interface ProposalList {
  /** How many there are in all. */
  readonly count: number;
  readonly proposals: readonly Proposal[];
}

/** The newest proposals. @param limit how many of them at most */
export async function listProposals(colophon: Colophon, sitting: Sitting, limit: number): Promise<ProposalList> {
  const count = Number(await sitting.committee.latestProposalId());
  const ids = Array.from({ length: Math.max(0, Math.min(limit, count)) }, (_, index) => count - index);
  const read = async (id: number): Promise<Proposal> => complete(colophon, sitting, await readKnownHead(sitting, id));
  const proposals: Proposal[] = [];
  for await (const proposal of mapInOrder(ids, PARALLEL, read)) {
    proposals.push(proposal);
  }
  return { count, proposals };
}
