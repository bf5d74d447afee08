import { blockTime, chainTime, formatTime } from "../../lib/chain/rpc/time";
import { readRecovery, type RecoveryState } from "../../lib/recovery/recovery";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { recoveryScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { fields } from "../shared/print/output";
import { addLost, type LostArgs, openRecovery, writeAbout } from "./open-recovery";

interface Args extends LostArgs {
  readonly to: string;
  readonly account?: string;
}

const definition = addLost(
  recoveryScope.task("approve", "Names a lost account's successor, as its guardian; the first one proposes it"),
).addParam("to", "The successor, accredited: an address or the name of an account", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const opened = await openRecovery(hre);
    const { colophon, recovery } = opened;
    const lost = await addressOf(colophon.chainId, args.lost, "--lost");
    const successor = await addressOf(colophon.chainId, args.to, "--to");
    const wallet = await signer(colophon.chainId, args.account, "guardian");

    const read = async (): Promise<RecoveryState> => readRecovery(recovery, lost, await chainTime(colophon.provider));
    const before = await read();
    const { changedAtBlock } = await recovery.recoveryOf(lost);
    const changedAt = await blockTime(colophon.provider, Number(changedAtBlock));
    // Where other guardians have come in force since, no approval counts that was given before.
    const isOfThese = before.guardians !== undefined && before.guardians.since <= changedAt;
    const isFound = isOfThese && counts(before, wallet.address, successor);
    const call = recovery.approve.populateTransaction(lost, successor);
    const receipt = isFound ? undefined : await writeAbout(opened, lost, wallet, call);
    const state = isFound ? before : await read();
    const approvals = agreeing(state, successor).length;

    const result = { lost, to: successor, guardian: wallet.address, approvals, state, transactionHash: receipt?.hash };
    const text = fields([
      ["Found", isFound ? "approved so already: nothing is sent" : undefined],
      ["Lost", lost],
      ["Successor", successor],
      ["Approved", `${approvals} of ${state.guardians?.threshold ?? 0} that are needed`],
      ["Takes over", state.running && `from ${formatTime(state.running.from)} on`],
      ["Next", state.running && `npx hardhat recovery execute --lost ${lost}, by the successor`],
      ["Transaction", receipt?.hash],
    ]);
    return { result, text };
  }),
);

function agreeing({ approvals }: RecoveryState, successor: string): string[] {
  return approvals.filter((each) => each.successor === successor).map(({ guardian }) => guardian);
}

/** Whether a guardian has named the successor already, and it counts: where all was agreed on and nobody took over in time it does not. */
function counts(state: RecoveryState, guardian: string, successor: string): boolean {
  const agreed = agreeing(state, successor);
  const isOver = state.running === undefined && agreed.length >= (state.guardians?.threshold ?? 0);
  return agreed.includes(guardian) && !isOver;
}
