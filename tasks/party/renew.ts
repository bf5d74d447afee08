import { types } from "hardhat/config";

import { eventOf, write } from "../../lib/chain/colophon";
import { chainTime, formatTime } from "../../lib/chain/time";
import { documentHash } from "../../lib/document-hash";
import { addressOf, signer } from "../shared/accounts";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { fields } from "../shared/output";
import { addAccount, addJson, addTerm, type TermArgs } from "../shared/params";
import { parseMoment } from "../shared/parse";
import { partyScope } from "../shared/scopes";

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
