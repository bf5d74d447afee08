import { write } from "../../lib/chain/sending/write";
import { hashFile } from "../../lib/hashing/hash-file";
import { formatWorkId } from "../../lib/hashing/work-id";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/command/params";
import { requireYes } from "../shared/command/parse";
import { titleScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { workIdOf } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

interface Args extends WorkArgs {
  readonly deed: string;
  readonly account?: string;
  readonly yes: boolean;
}

const definition = titleScope
  .task("accept", "Accepts a title that is offered to the account that signs")
  .addParam("deed", "The file with the deed that you agree to", undefined, types.string)
  .addFlag("yes", "Needed: an accepted title comes back by a new offer only");

addJson(addAccount(addWork(definition))).setAction(
  action(async (args: Args, hre) => {
    requireYes(args.yes, "Accepting a title");
    const workId = await workIdOf(args);
    const { contentHash: deedHash } = await hashFile(args.deed);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const call = colophon.registry.acceptTitle.populateTransaction(workId, deedHash);
    const receipt = await write(colophon, wallet, call);

    const work = formatWorkId(workId);
    await followUp(colophon, [{ contentHash: work }]);
    const result = { work, owner: wallet.address, deedHash, transactionHash: receipt.hash };
    const text = fields([
      ["Accepted", work],
      ["Owner", wallet.address],
      ["Deed", deedHash],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
