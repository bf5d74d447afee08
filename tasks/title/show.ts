import { readOffer, readTitle } from "../../lib/chain/contracts/title";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { formatWorkId } from "../../lib/hashing/work-id";
import { action } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { titleScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { workIdOf } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

addJson(addWork(titleScope.task("show", "Shows who holds a title and to whom it is offered"))).setAction(
  action(async (args: WorkArgs, hre) => {
    const workId = await workIdOf(args);
    const colophon = await open(hre);

    const [title, offer] = [await readTitle(colophon, workId), await readOffer(colophon, workId)];
    const now = await chainTime(colophon.provider);

    const result = { work: formatWorkId(workId), title, offer };
    const text = fields([
      [title === undefined ? "NOT REGISTERED" : "Title", result.work],
      ["Owner", title?.owner],
      ["Status", title?.status],
      ["Final", title && (title.finalAt <= now ? "yes" : `from ${formatTime(title.finalAt)}`)],
      ["Offered to", offer?.to ?? (title && "nobody")],
      ["Deed", offer?.deedHash],
      ["Offer ends", offer && `${formatTime(offer.expiresAt)}${offer.expiresAt <= now ? " (ended)" : ""}`],
    ]);
    return { result, text, ...(title === undefined ? { exitCode: 3 as const } : {}) };
  }),
);
