import { eventOf } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import { durationOf } from "../../lib/duration";
import { action } from "../shared/command/action";
import { addAccount, addJson } from "../shared/command/params";
import { recoveryScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { addGuardians, type GuardiansArgs, guardiansIn } from "../shared/open/guardians";
import { fields } from "../shared/print/output";
import { openRecovery, writeAbout } from "./open-recovery";

interface Args extends GuardiansArgs {
  readonly account?: string;
}

const definition = addGuardians(
  recoveryScope.task("guardians", "Names who may give the account that signs a successor when its key is lost"),
);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const opened = await openRecovery(hre);
    const { colophon, recovery } = opened;
    const [guardians, threshold, delay] = await guardiansIn(args, colophon.chainId);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const call = recovery.setGuardians.populateTransaction(guardians, threshold, delay);
    const receipt = await writeAbout(opened, wallet.address, wallet, call);
    const since = Number(eventOf(receipt, recovery, "GuardiansSet")["since"]);

    const result = {
      ...{ account: wallet.address, guardians, threshold, delay, since },
      transactionHash: receipt.hash,
    };
    const text = fields([
      ["Account", wallet.address],
      ["Guardians", guardians],
      ["Agreeing", `${threshold} of ${guardians.length}`],
      ["Delay", durationOf(delay)],
      ["From", formatTime(since)],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
