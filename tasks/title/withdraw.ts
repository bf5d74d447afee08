import { write } from "../../lib/chain/sending/write";
import { home } from "../../lib/env";
import { formatWorkId } from "../../lib/hashing/work-id";
import { requireTitle } from "../../lib/works/reading/require-title";
import { action } from "../shared/command/action";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/command/params";
import { titleScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

interface Args extends WorkArgs {
  readonly account?: string;
}

addJson(addAccount(addWork(titleScope.task("withdraw", "Takes the open offer of a title back")))).setAction(
  action(async (args: Args, hre) => {
    const idOf = await workMeant(args);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    const workId = await idOf();

    await requireTitle(colophon, workId, home(), "offer");
    const receipt = await write(colophon, wallet, colophon.registry.withdrawOffer.populateTransaction(workId));

    const result = { work: formatWorkId(workId), transactionHash: receipt.hash };
    await followUp(colophon, [{ contentHash: result.work }]);
    return {
      result,
      text: fields([
        ["Withdrawn", result.work],
        ["Transaction", receipt.hash],
      ]),
    };
  }),
);
