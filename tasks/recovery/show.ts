import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { durationOf } from "../../lib/duration";
import { recoveryHistory } from "../../lib/history/history";
import { timelineOf } from "../../lib/history/timeline";
import { type Guardians, readRecovery } from "../../lib/recovery/recovery";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { recoveryScope } from "../shared/command/scopes";
import { withHistory } from "../shared/facts/history-table";
import { addressOf } from "../shared/open/accounts";
import { fields } from "../shared/print/output";
import { addLost, type LostArgs, openRecovery } from "./open-recovery";

const definition = addLost(recoveryScope.task("show", "Shows an account's guardians, and how far its recovery is"));

addJson(definition).setAction(
  action(async (args: LostArgs, hre) => {
    const { colophon, recovery } = await openRecovery(hre);
    const account = await addressOf(colophon.chainId, args.lost, "--lost");

    const state = await readRecovery(recovery, account, await chainTime(colophon.provider));
    const history = timelineOf(await recoveryHistory(colophon.provider, recovery, account));

    const { guardians, announced, approvals, running, successor, recoveryHash } = state;
    const facts = fields([
      ["Account", account],
      ["Guardians", guardians === undefined ? "none: the committee decides" : guardianLines(guardians)],
      ["Announced", announced && [...guardianLines(announced), `from ${formatTime(announced.since)} on`]],
      [
        "Approved",
        approvals.length === 0 ? undefined : approvals.map((each) => `${each.guardian}, for ${each.successor}`),
      ],
      ["Running", running && [`${running.successor} may take over`, `from ${formatTime(running.from)}`]],
      ["", running && `until ${formatTime(running.until)}`],
      ["Successor", successor],
      ["Recovery", recoveryHash],
    ]);
    const text = withHistory(facts, history);
    return { result: { ...state, history }, text };
  }),
);

function guardianLines({ guardians, threshold, delay }: Guardians): string[] {
  return [...guardians, `${threshold} of ${guardians.length} have to agree, then ${durationOf(delay)}`];
}
