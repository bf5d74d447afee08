import { formatTime } from "../../lib/chain/rpc/time";
import { showWork } from "../../lib/works/show";
import { action } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { workIdOf } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

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
