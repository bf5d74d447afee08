import { batchesWith } from "../../lib/catalogue/query";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import type { Shelf } from "../../lib/store/records";
import { OpenBatches } from "../../lib/works/home/anchored";
import { describeWork, type WorkDescription } from "../../lib/works/home/described";
import { shelfOf } from "../../lib/works/home/shelf";
import { showKnown } from "../../lib/works/reading/show";
import { action } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { orderLines } from "../shared/facts/order-lines";
import { anchorLines, earlierLine, sinceText, standingWord } from "../shared/facts/standing";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

addJson(addWork(workScope.task("show", "Shows what a work is: unknown, anchored or titled, and since when"))).setAction(
  action(async (args: WorkArgs, hre) => {
    const idOf = await workMeant(args);
    const colophon = await open(hre);
    const workId = await idOf();
    const state = await showKnown(colophon, workId, home());
    const { title, offer, metadataHash, order, since, anchored, unreadable } = state;
    const shelf = shelfOf(colophon, home());
    const description =
      metadataHash === undefined ? undefined : await described(colophon, shelf, state.work, metadataHash);

    const result = { ...state, description };
    const text = fields([
      [standingWord(state, "Work"), result.work],
      ["Title", description?.title],
      ["Author", description?.author],
      ["Owner", title?.owner],
      ["Since", sinceText(since)],
      ["Final from", title && formatTime(title.finalAt)],
      ["Status", title?.status],
      ["Order", order && orderLines(order)],
      ["Metadata", metadataHash],
      ["URI", result.tokenURI],
      ["Offered to", offer?.to],
      ["Deed", offer?.deedHash],
      ["Offer ends", offer && formatTime(offer.expiresAt)],
      earlierLine(state),
      ...anchorLines(anchored, unreadable),
    ]);
    return { result, text, ...(state.state === "unknown" ? { exitCode: 3 as const } : {}) };
  }),
);

/** What the metadata that are kept here say of the work, where they are those of the chain. */
async function described(
  colophon: Colophon,
  shelf: Shelf,
  work: string,
  metadataHash: string,
): Promise<WorkDescription | undefined> {
  const batches = await withCatalogue((catalogue) => batchesWith(catalogue, shelf, [work]).get(work) ?? []);
  const opened = new OpenBatches(colophon);
  try {
    return await describeWork(shelf, work, metadataHash, batches, opened);
  } finally {
    opened.close();
  }
}
