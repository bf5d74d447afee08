import { formatTime } from "../../lib/chain/rpc/time";
import { formatWorkId } from "../../lib/hashing/work-id";
import { timelineOf } from "../../lib/history/timeline";
import { readWork } from "../../lib/works/read";
import { action } from "../shared/command/action";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { workIdOf } from "../shared/open/work-args";
import { table } from "../shared/print/output";

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
