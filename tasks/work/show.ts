import { formatTime } from "../../lib/chain/time";
import { showWork } from "../../lib/works/show";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { fields } from "../shared/output";
import { addJson, addWork, type WorkArgs } from "../shared/params";
import { workScope } from "../shared/scopes";
import { workIdOf } from "../shared/work-args";

addJson(addWork(workScope.task("show", "Shows a work's title as the chain has it"))).setAction(
  action(async (args: WorkArgs, hre) => {
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
