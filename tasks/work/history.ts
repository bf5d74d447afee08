import { formatTime } from "../../lib/chain/time";
import { timelineOf } from "../../lib/history/timeline";
import { formatWorkId } from "../../lib/work-id";
import { readWork } from "../../lib/works/read";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { table } from "../shared/output";
import { addJson, addWork, type WorkArgs } from "../shared/params";
import { workScope } from "../shared/scopes";
import { workIdOf } from "../shared/work-args";

addJson(addWork(workScope.task("history", "Lists all that ever happened to a work, the oldest first"))).setAction(
  action(async (args: WorkArgs, hre) => {
    const workId = await workIdOf(args);
    const { history } = await readWork(await open(hre), workId);

    const result = timelineOf(history);

    if (result.length === 0) {
      return { result, text: `NOT REGISTERED  ${formatWorkId(workId)}`, exitCode: 3 as const };
    }
    const rows = result.map(({ time, block, what }) => [formatTime(time), block, what]);
    return { result, text: table(["Time", "Block", "What"], rows) };
  }),
);
