import { formatTime } from "../../lib/chain/rpc/time";
import { accreditorHistory, partyHistory } from "../../lib/history/history";
import { timelineOf } from "../../lib/history/timeline";
import { readAccreditor } from "../../lib/parties/accreditors";
import { endedByDismissal, readParty } from "../../lib/parties/party";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { partyScope } from "../shared/command/scopes";
import { appointmentText } from "../shared/facts/appointment-text";
import { withHistory } from "../shared/facts/history-table";
import { addressOf } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { fields } from "../shared/print/output";
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
    const appointment = await readAccreditor(colophon, account);
    const own = await partyHistory(colophon.provider, colophon.parties, account);
    const asAccreditor = await accreditorHistory(colophon.provider, colophon.parties, account);
    const history = timelineOf([...own, ...asAccreditor].toSorted((a, b) => a.blockNumber - b.blockNumber));

    const result = { account, accredited: party?.accredited ?? false, party, appointment, history };
    const state = fields([
      [verdict(result.accredited ? "ACCREDITED" : "NOT ACCREDITED", result.accredited), account],
      ["As", party?.kind],
      ["Status", party?.status],
      ["By", party && [party.accreditor, ...(endedByDismissal(party, own) ? ["which was dismissed"] : [])]],
      ["Until", party && formatTime(party.validUntil)],
      ["Accreditor", appointment && appointmentText(appointment)],
    ]);
    const text = withHistory(state, history);
    return { result, text, ...(result.accredited ? {} : { exitCode: 3 as const }) };
  }),
);
