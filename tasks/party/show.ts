import { formatTime } from "../../lib/chain/rpc/time";
import { partyHistory } from "../../lib/history/history";
import { timelineOf } from "../../lib/history/timeline";
import { readParty } from "../../lib/parties/party";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { partyScope } from "../shared/command/scopes";
import { addressOf } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { fields, table } from "../shared/print/output";
import { verdict } from "../shared/print/verdict";

interface Args {
  readonly party: string;
}

const definition = partyScope
  .task("show", "Says whether an account is accredited, by whom and until when, and how it came to be so")
  .addParam("party", "The account: an address or the name of an account", undefined, types.string);

addJson(definition).setAction(
  action(async (args: Args, hre) => {
    const colophon = await open(hre);
    const account = await addressOf(colophon.chainId, args.party, "--party");

    const party = await readParty(colophon, account);
    const history = timelineOf(await partyHistory(colophon.provider, colophon.parties, account));

    const result = { account, accredited: party?.accredited ?? false, party, history };
    const state = fields([
      [verdict(result.accredited ? "ACCREDITED" : "NOT ACCREDITED", result.accredited), account],
      ["As", party?.kind],
      ["Status", party?.status],
      ["By", party?.accreditor],
      ["Until", party && formatTime(party.validUntil)],
    ]);
    const rows = history.map(({ time, block, what }) => [formatTime(time), block, what]);
    const text = rows.length === 0 ? state : `${state}\n\n${table(["Time", "Block", "What"], rows)}`;
    return { result, text, ...(result.accredited ? {} : { exitCode: 3 as const }) };
  }),
);
