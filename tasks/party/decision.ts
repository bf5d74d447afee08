import { write } from "../../lib/chain/sending/write";
import { documentHash } from "../../lib/hashing/document-hash";
import { action } from "../shared/command/action";
import { type TaskDefinition, types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { addressOf, signer } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { fields } from "../shared/print/output";

interface Args {
  readonly party: string;
  readonly reason?: string;
  readonly account?: string;
}

/** Suspending, reinstating and revoking differ in their name only. */
export function setDecision(
  definition: TaskDefinition,
  decision: "suspend" | "reinstate" | "revoke",
  done: string,
): void {
  definition
    .addParam("party", "The party: an address or the name of an account", undefined, types.string)
    .addOptionalParam("reason", "A file with the text of the decision", undefined, types.string);

  addJson(addAccount(definition)).setAction(
    action(async (args: Args, hre) => {
      const reasonHash = await documentHash(args.reason);
      const colophon = await open(hre);
      const party = await addressOf(colophon.chainId, args.party, "--party");
      const wallet = await signer(colophon.chainId, args.account, "accreditor");

      const call = colophon.parties[decision].populateTransaction(party, reasonHash);
      const receipt = await write(colophon, wallet, call);

      const result = { party, decision, reasonHash, transactionHash: receipt.hash };
      const text = fields([
        [done, party],
        ["Transaction", receipt.hash],
      ]);
      return { result, text };
    }),
  );
}
