import { write } from "../../lib/chain/sending/write";
import { home } from "../../lib/env";
import { hashFile } from "../../lib/hashing/hash-file";
import { formatWorkId } from "../../lib/hashing/work-id";
import { requireTitle } from "../../lib/works/reading/require-title";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/command/params";
import { titleScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { assertThere, workMeant } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

interface Args extends WorkArgs {
  readonly deed: string;
  readonly account?: string;
}

const definition = titleScope
  .task("decline", "Declines a title that is offered to the account that signs")
  .addParam("deed", "The file with the deed that you refuse", undefined, types.string);

addJson(addAccount(addWork(definition))).setAction(
  action(async (args: Args, hre) => {
    const idOf = await workMeant(args);
    await assertThere(args.deed);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    const { contentHash: deedHash } = await hashFile(args.deed);
    const workId = await idOf();

    await requireTitle(colophon, workId, home(), "offer");
    const call = colophon.registry.declineTitle.populateTransaction(workId, deedHash);
    const receipt = await write(colophon, wallet, call);

    const result = { work: formatWorkId(workId), deedHash, transactionHash: receipt.hash };
    await followUp(colophon, [{ contentHash: result.work }]);
    return {
      result,
      text: fields([
        ["Declined", result.work],
        ["Transaction", receipt.hash],
      ]),
    };
  }),
);
