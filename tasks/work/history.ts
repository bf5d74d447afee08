import { home } from "../../lib/env";
import { timelineOf } from "../../lib/history/timeline";
import { stateOf } from "../../lib/works/reading/state";
import { action } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { withHistory } from "../shared/facts/history-table";
import { anchorLines, earlierLine, sinceText, standingWord } from "../shared/facts/standing";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

addJson(addWork(workScope.task("history", "Lists all that ever happened to a work, the oldest first"))).setAction(
  action(async (args: WorkArgs, hre) => {
    const idOf = await workMeant(args);
    const colophon = await open(hre);
    const standing = await stateOf(colophon, await idOf(), home());
    const { work, state, since, history, anchored, unreadable } = standing;

    const result = { work, state, since, anchored, unreadable, events: timelineOf(history) };

    const facts = fields([
      [standingWord(standing, "Work"), work],
      ["Since", sinceText(since)],
      earlierLine(standing),
      ...anchorLines(anchored, unreadable),
    ]);
    const text = withHistory(facts, result.events);
    return { result, text, ...(state === "unknown" ? { exitCode: 3 as const } : {}) };
  }),
);
