import { write } from "../../lib/chain/sending/write";
import { relayedCallOf } from "../../lib/identity/change";
import { addressOfDid } from "../../lib/identity/did";
import { readSignedChange } from "../../lib/identity/signed-change";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { identityScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { fields, whole } from "../shared/print/output";
import { openIdentities } from "./open-identities";

interface Args {
  readonly file: string;
  readonly account?: string;
}

const definition = identityScope
  .task("relay", "Sends a change that an identity's controller has signed")
  .addParam("file", "The signed change, as --sign-to wrote it", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const { did, change, signature } = await readSignedChange(args.file);
    const { colophon, registry } = await openIdentities(hre);
    const address = addressOfDid(did, colophon.chainId);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const receipt = await write(colophon, wallet, relayedCallOf(registry, address, change, signature));

    const result = { did, change: change.kind, transactionHash: receipt.hash };
    const text = fields([
      ["Changed", whole(did)],
      ["Sent by", wallet.address],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
