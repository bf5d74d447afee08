import { versionsOf } from "../../lib/catalogue/query";
import { chainTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { formatWorkId } from "../../lib/hashing/work-id";
import { shelfOf } from "../../lib/works/home/shelf";
import { action } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { workLines } from "../shared/facts/work-lines";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";

const definition = workScope.task(
  "versions",
  "Lists the versions of a work that this home has, as it last saw them, the newest first",
);

addJson(addWork(definition)).setAction(
  action(async (args: WorkArgs, hre) => {
    const idOf = await workMeant(args);
    const colophon = await open(hre);
    const now = await chainTime(colophon.provider);
    const work = formatWorkId(await idOf());
    const shelf = shelfOf(colophon, home());
    const result = await withCatalogue((catalogue) => versionsOf(catalogue, shelf, work, now));
    if (result.length === 0)
      return { result, text: `The catalogue does not have the work\n${work}`, exitCode: 3 as const };
    return { result, text: workLines(result) };
  }),
);
