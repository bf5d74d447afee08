import { types } from "hardhat/config";

import { action } from "../shared/action";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/definitions";
import { titleScope } from "../shared/scopes";

interface Args extends WorkArgs {
  readonly deed: string;
  readonly account?: string;
  readonly yes: boolean;
}

const definition = titleScope
  .task("accept", "Accepts a title that is offered to the account that signs")
  .addParam("deed", "The file with the deed that you agree to", undefined, types.string)
  .addFlag("yes", "Accept without asking: an accepted title cannot be given back but by a new offer");

addJson(addAccount(addWork(definition))).setAction(
  action(async (args: Args, hre, { fields, formatWorkId, hashFile, open, requireYes, signer, workIdOf, write }) => {
    requireYes(args.yes, "Accepting a title");
    const workId = await workIdOf(args);
    const { contentHash: deedHash } = await hashFile(args.deed);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const call = colophon.registry.acceptTitle.populateTransaction(workId, deedHash);
    const receipt = await write(colophon, wallet, call);

    const work = formatWorkId(workId);
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
