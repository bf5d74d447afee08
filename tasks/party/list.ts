import { formatTime } from "../../lib/chain/rpc/time";
import { type ListedParty, listParties } from "../../lib/parties/party";
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

    const rows = parties.map(({ account, kind, accredited, status, validUntil }) => [
      account,
      [kind, accredited || status !== "active" ? status : "expired", `until ${formatTime(validUntil)}`],
    ]);
    const text = rows.length === 0 ? "Nobody was ever accredited" : table(["Account", "Is"], rows);
    return { result: parties, text };
  }),
);
