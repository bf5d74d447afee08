import { action } from "../shared/action";
import { addJson, addWork, type WorkArgs } from "../shared/definitions";
import { workScope } from "../shared/scopes";

addJson(addWork(workScope.task("show", "Shows a work's title as the chain has it"))).setAction(
  action(async (args: WorkArgs, hre, { fields, formatTime, open, workIdOf }) => {
    const { showWork } = await import("../../lib/works/show");
    const workId = await workIdOf(args);

    const result = await showWork(await open(hre), workId);

    const { title, offer } = result;
    const text = fields([
      [title === undefined ? "NOT REGISTERED" : "Work", result.work],
      ["Owner", title?.owner],
      ["Registered at", title && formatTime(title.registeredAt)],
      ["Final from", title && formatTime(title.finalAt)],
      ["Status", title?.status],
      ["Metadata", result.metadataHash],
      ["URI", result.tokenURI],
      ["Offered to", offer?.to],
      ["Deed", offer?.deedHash],
      ["Offer ends", offer && formatTime(offer.expiresAt)],
    ]);
    return { result, text, ...(title === undefined ? { exitCode: 3 as const } : {}) };
  }),
);
