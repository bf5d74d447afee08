import { readOffer } from "../../lib/chain/contracts/title";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { stateOf } from "../../lib/works/reading/state";
import { action } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { titleScope } from "../shared/command/scopes";
import { anchorLines, earlierLine, sinceText, standingWord } from "../shared/facts/standing";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

addJson(addWork(titleScope.task("show", "Shows who holds a title and to whom it is offered"))).setAction(
  action(async (args: WorkArgs, hre) => {
    const idOf = await workMeant(args);
    const colophon = await open(hre);
    const workId = await idOf();

    const standing = await stateOf(colophon, workId, home());
    const { work, title, state, since, anchored, unreadable } = standing;
    const offer = await readOffer(colophon, workId);
    const now = await chainTime(colophon.provider);

    const result = { work, state, since, title, offer, anchored, unreadable };
    const text = fields([
      [standingWord(standing, "Title"), result.work],
      ["Owner", title?.owner],
      ["Since", sinceText(since)],
      ["Status", title?.status],
      ["Final from", title && formatTime(title.finalAt)],
      ["Offered to", offer?.to ?? (title && "nobody")],
      ["Deed", offer?.deedHash],
      ["Offer ends", offer && `${formatTime(offer.expiresAt)}${offer.expiresAt <= now ? " (ended)" : ""}`],
      earlierLine(standing),
      ...anchorLines(anchored, unreadable),
    ]);
    return { result, text, ...(state === "unknown" ? { exitCode: 3 as const } : {}) };
  }),
);
