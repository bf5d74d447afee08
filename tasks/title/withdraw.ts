import { write } from "../../lib/chain/colophon";
import { formatWorkId } from "../../lib/work-id";
import { signer } from "../shared/accounts";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { fields } from "../shared/output";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/params";
import { titleScope } from "../shared/scopes";
import { workIdOf } from "../shared/work-args";

interface Args extends WorkArgs {
  readonly account?: string;
}

addJson(addAccount(addWork(titleScope.task("withdraw", "Takes the open offer of a title back")))).setAction(
  action(async (args: Args, hre) => {
    const workId = await workIdOf(args);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const receipt = await write(colophon, wallet, colophon.registry.withdrawOffer.populateTransaction(workId));

    const result = { work: formatWorkId(workId), transactionHash: receipt.hash };
    return {
      result,
      text: fields([
        ["Withdrawn", result.work],
        ["Transaction", receipt.hash],
      ]),
    };
  }),
);
