import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { readRecovery } from "../../lib/recovery/recovery";
import { action } from "../shared/command/action";
import { addAccount, addJson } from "../shared/command/params";
import { recoveryScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { confirmStep, requireYesOrTerminal } from "../shared/open/confirm";
import { fields } from "../shared/print/output";
import { addLost, type LostArgs, type OpenRecovery, openRecovery, writeAbout } from "./open-recovery";

interface Args extends LostArgs {
  readonly account?: string;
  readonly yes: boolean;
}

const WHAT = "Taking a lost account's place cannot be undone";

const definition = addLost(
  recoveryScope.task("execute", "Takes a lost account's place, as the successor on whom its guardians agreed"),
).addFlag("yes", "Do not ask; needed without a terminal. Only the committee undoes it");

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    requireYesOrTerminal(args.yes, WHAT);
    const opened = await openRecovery(hre);
    const { colophon, recovery } = opened;
    const lost = await addressOf(colophon.chainId, args.lost, "--lost");
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    // Not before the contract has been asked: nobody is asked about what it would refuse.
    const beforeSending = (): Promise<void> => askToTakeOver(opened, { lost, successor: wallet.address }, args.yes);
    const call = recovery.execute.populateTransaction(lost);
    const receipt = await writeAbout(opened, lost, wallet, call, { beforeSending });

    const result = { lost, successor: wallet.address, transactionHash: receipt.hash };
    const text = fields([
      ["Taken over", lost],
      ["By", wallet.address],
      ["Next", `npx hardhat recovery move --lost ${lost}`],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);

async function askToTakeOver(
  { colophon, recovery }: OpenRecovery,
  { lost, successor }: { readonly lost: string; readonly successor: string },
  yes: boolean,
): Promise<void> {
  const { running } = await readRecovery(recovery, lost, await chainTime(colophon.provider));
  const shown = fields([
    ["Lost", lost],
    ["Successor", successor],
    ["At latest", running && formatTime(running.until)],
  ]);
  await confirmStep(yes, { what: WHAT, shown, question: "Take its place? All its titles may follow." });
}
