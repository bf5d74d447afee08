import { chainTime, formatTime } from "../../lib/chain/time";
import { formatWorkId } from "../../lib/work-id";
import { readOffer, readTitle } from "../../lib/works/title";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { fields } from "../shared/output";
import { addJson, addWork, type WorkArgs } from "../shared/params";
import { titleScope } from "../shared/scopes";
import { workIdOf } from "../shared/work-args";

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
