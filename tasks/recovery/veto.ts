import { action } from "../shared/command/action";
import { addAccount, addJson } from "../shared/command/params";
import { recoveryScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { fields } from "../shared/print/output";
import { openRecovery, writeAbout } from "./open-recovery";

interface Args {
  readonly account?: string;
}

const definition = recoveryScope.task("veto", "Ends the recovery of the account that signs, before the delay is over");

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const opened = await openRecovery(hre);
    const { colophon, recovery } = opened;
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const receipt = await writeAbout(opened, wallet.address, wallet, recovery.veto.populateTransaction());

    const result = { account: wallet.address, transactionHash: receipt.hash };
    const text = fields([
      ["Vetoed", wallet.address],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
