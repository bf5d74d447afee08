import { eventOf } from "../../lib/chain/contracts/colophon";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { documentHash } from "../../lib/hashing/document-hash";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addTerm, type TermArgs } from "../shared/command/params";
import { parseMoment } from "../shared/command/parse";
import { partyScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { fields } from "../shared/print/output";

interface Args extends TermArgs {
  readonly party: string;
  readonly account?: string;
}

const definition = partyScope
  .task("renew", "Gives a party a new end of its term")
  .addParam("party", "The party: an address or the name of an account", undefined, types.string);

addJson(addAccount(addTerm(definition))).setAction(
  action(async (args: Args, hre) => {
    const credentialHash = await documentHash(args.credential);
    const colophon = await open(hre);
    const until = parseMoment(args.until, "--until", await chainTime(colophon.provider));
    const party = await addressOf(colophon.chainId, args.party, "--party");
    const wallet = await signer(colophon.chainId, args.account, "accreditor");

    const call = colophon.parties.renew.populateTransaction(party, until, credentialHash);
    // The end may count from now: a run that was killed has sent another one.
    const intent = ["renew", party, credentialHash, args.until].join(" ");
    const receipt = await write(colophon, wallet, call, { intent });
    const validUntil = Number(eventOf(receipt, colophon.parties, "PartyRenewed")["newValidUntil"]);

    const result = { party, validUntil, credentialHash, transactionHash: receipt.hash };
    const text = fields([
      ["Renewed", party],
      ["Until", formatTime(validUntil)],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
