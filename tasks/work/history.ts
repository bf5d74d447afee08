import { action } from "../shared/action";
import { addJson, addWork, type WorkArgs } from "../shared/definitions";
import { workScope } from "../shared/scopes";

addJson(addWork(workScope.task("history", "Lists all that ever happened to a work, the oldest first"))).setAction(
  action(async (args: WorkArgs, hre, { formatTime, formatWorkId, open, table, timelineOf, workHistory, workIdOf }) => {
    const workId = await workIdOf(args);
    const { provider, registry } = await open(hre);

    const result = timelineOf(await workHistory(provider, registry, workId));

    if (result.length === 0) {
      return { result, text: `NOT REGISTERED  ${formatWorkId(workId)}`, exitCode: 3 as const };
    }
    const rows = result.map(({ time, block, what }) => [formatTime(time), block, what]);
    return { result, text: table(["Time", "Block", "What"], rows) };
  }),
);
