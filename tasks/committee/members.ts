import { readMembers } from "../../lib/committee/members";
import { durationOf } from "../../lib/duration";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { committeeScope } from "../shared/command/scopes";
import { openSitting } from "../shared/open/committee";
import { fields, table } from "../shared/print/output";

const definition = committeeScope.task("members", "Lists the members with their seats, and the rules of a vote");

addJson(definition).setAction(
  action(async (_: object, hre) => {
    const { sitting } = await openSitting(hre);

    const result = await readMembers(sitting);
    const { members, rules, totalWeight } = result;
    const head = fields([
      ["Members", `${members.length}, of the weight ${totalWeight} in all`],
      ["Vote", `begins after ${durationOf(rules.votingDelay)}, lasts ${durationOf(rules.votingPeriod)}`],
      ["Execution", `${durationOf(rules.executionDelay)} after the vote has ended`],
      ["Must vote", `${rules.participation} % of the weight`],
      ["Win rate", `${rules.winRate} % of yes and no, and more yes than no`],
    ]);
    const rows = members.map(({ seat, member, weight }) => [seat, member, weight]);
    return { result, text: `${head}\n\n${table(["Seat", "Member", "Weight"], rows)}` };
  }),
);
