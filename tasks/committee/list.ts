import { listProposals } from "../../lib/committee/list";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseWithin } from "../shared/command/parse";
import { committeeScope } from "../shared/command/scopes";
import { proposalsText } from "../shared/facts/proposals";
import { openSitting } from "../shared/open/committee";

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
    return { result, text: proposalsText(result.proposals, result.count) };
  }),
);
