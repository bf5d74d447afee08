import { formatTime } from "../../lib/chain/rpc/time";
import { listProposals } from "../../lib/committee/list";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseWithin } from "../shared/command/parse";
import { committeeScope } from "../shared/command/scopes";
import { openSitting } from "../shared/open/committee";
import { table } from "../shared/print/output";

interface Args {
  readonly limit: number;
}

const NEWEST = 20;

const definition = committeeScope
  .task("list", "Lists the proposals, the newest first")
  .addOptionalParam("limit", "How many of them", NEWEST, types.int);

addJson(definition).setAction(
  action(async ({ limit }: Args, hre) => {
    parseWithin(limit, "--limit", 1);
    const { colophon, sitting } = await openSitting(hre);

    const result = await listProposals(colophon, sitting, limit);
    const rows = result.proposals.map(({ id, state, deadline, described }) => [
      id,
      state,
      formatTime(deadline),
      described.map(({ words }) => words).join("; "),
    ]);
    const rest = result.count - rows.length;
    const more = rest > 0 ? `\n\n${rest} older: --limit ${result.count}` : "";
    const text = rows.length === 0 ? "No proposals yet" : table(["No", "State", "Ballot ends", "What it does"], rows);
    return { result, text: `${text}${more}` };
  }),
);
