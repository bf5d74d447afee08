import { write } from "../../lib/chain/sending/write";
import { documentHash } from "../../lib/hashing/document-hash";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { partyScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { confirmStep, requireYesOrTerminal } from "../shared/open/confirm";
import { open } from "../shared/open/open";
import { fields } from "../shared/print/output";

interface Args {
  readonly accreditor: string;
  readonly reason?: string;
  readonly yes: boolean;
  readonly account?: string;
}

const WHAT = "Dismissing an accreditor cannot be undone";

const definition = partyScope
  .task("dismiss", "Dismisses an accreditor, which ends all it has accredited; for the admin")
  .addParam("accreditor", "The account: an address or the name of an account", undefined, types.string)
  .addOptionalParam("reason", "A file with the text of the decision", undefined, types.string)
  .addFlag("yes", "Do not ask; needed without a terminal. Each of its parties has to be accredited anew");

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    requireYesOrTerminal(args.yes, WHAT);
    const reasonHash = await documentHash(args.reason);
    const colophon = await open(hre);
    const accreditor = await addressOf(colophon.chainId, args.accreditor, "--accreditor");
    const wallet = await signer(colophon.chainId, args.account, "admin");

    const call = colophon.parties.dismissAccreditor.populateTransaction(accreditor, reasonHash);
    const beforeSending = (): Promise<void> =>
      confirmStep(args.yes, {
        what: WHAT,
        shown: fields([["Accreditor", accreditor]]),
        question: "Dismiss it, and end all that it has accredited? It cannot be undone.",
      });
    const receipt = await write(colophon, wallet, call, { beforeSending });

    const result = { accreditor, reasonHash, transactionHash: receipt.hash };
    const text = fields([
      ["Dismissed", accreditor],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
