import { formatTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { type ListedParty, listParties, standingOf } from "../../lib/parties/party";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { partyScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { table } from "../shared/print/output";

const definition = partyScope.task("list", "Lists all accounts that were ever accredited, and how they stand");

addJson(definition).setAction(
  action(async (_args: object, hre) => {
    const colophon = await open(hre);
    const parties: ListedParty[] = [];
    for await (const party of listParties(colophon)) parties.push(party);

    const rows = parties.map((party) => [
      party.account,
      [party.kind, standingOf(party), `until ${formatTime(party.validUntil)}`],
    ]);
    const active = parties.filter(({ accredited }) => accredited).length;
    const total = `${countOf(parties.length, "account")}, of which ${active} ${active === 1 ? "is" : "are"} accredited now`;
    const text = rows.length === 0 ? "Nobody was ever accredited" : `${total}\n\n${table(["Account", "Is"], rows)}`;
    return { result: parties, text };
  }),
);
