import { eventOf } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { parsePeriod } from "../shared/command/parse";
import { recoveryScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { fields } from "../shared/print/output";
import { openRecovery, writeAbout } from "./open-recovery";

interface Args {
  readonly guardians: string;
  readonly threshold: number;
  readonly delay: string;
  readonly account?: string;
}

const MILLISECONDS_PER_SECOND = 1000;

const definition = recoveryScope
  .task("guardians", "Names who may give the account that signs a successor when its key is lost")
  .addParam("guardians", "The guardians: addresses or names of accounts, with commas", undefined, types.string)
  .addParam("threshold", "How many of them have to agree", undefined, types.int)
  .addOptionalParam("delay", "How long the key may veto after that, e.g. 7d; at most 20d", "7d", types.string);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const delay = parsePeriod(args.delay, "--delay") / MILLISECONDS_PER_SECOND;
    const opened = await openRecovery(hre);
    const { colophon, recovery } = opened;
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    const named: string[] = [];
    for (const name of args.guardians.split(",")) {
      named.push(await addressOf(colophon.chainId, name.trim(), "--guardians"));
    }
    const guardians = named.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));

    const call = recovery.setGuardians.populateTransaction(guardians, args.threshold, delay);
    const receipt = await writeAbout(opened, wallet.address, wallet, call);
    const since = Number(eventOf(receipt, recovery, "GuardiansSet")["since"]);

    const result = {
      ...{ account: wallet.address, guardians, threshold: args.threshold, delay, since },
      transactionHash: receipt.hash,
    };
    const text = fields([
      ["Account", wallet.address],
      ["Guardians", guardians],
      ["Agreeing", `${args.threshold} of ${guardians.length}`],
      ["Delay", `${delay} s`],
      ["From", formatTime(since)],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
