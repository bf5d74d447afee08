import { eventOf } from "../../lib/chain/contracts/colophon";
import { scopeOf } from "../../lib/chain/contracts/scope";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { parseKinds, parseMoment } from "../shared/command/parse";
import { partyScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { fields } from "../shared/print/output";

interface Args {
  readonly accreditor: string;
  readonly scope: string;
  readonly until: string;
  readonly account?: string;
}

const definition = partyScope
  .task("appoint", "Appoints an accreditor, or gives it a new end and scope; for the admin")
  .addParam("accreditor", "The account: an address or the name of an account", undefined, types.string)
  .addOptionalParam("scope", "What it accredits as: publisher,adjudicator,notary", "publisher", types.string)
  .addOptionalParam("until", "The end of its term: 2027-12-31, a date-time, or days from now", "365d", types.string);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const scope = parseKinds(args.scope, "--scope");
    const colophon = await open(hre);
    const until = parseMoment(args.until, "--until", await chainTime(colophon.provider));
    const accreditor = await addressOf(colophon.chainId, args.accreditor, "--accreditor");
    const wallet = await signer(colophon.chainId, args.account, "admin");

    const call = colophon.parties.appointAccreditor.populateTransaction(accreditor, until, scopeOf(scope));
    // The end may count from now: a run that was killed has sent another one.
    const intent = ["appoint", accreditor, ...scope, args.until].join(" ");
    const receipt = await write(colophon, wallet, call, { intent });
    const validUntil = Number(eventOf(receipt, colophon.parties, "AccreditorAppointed")["validUntil"]);

    const result = { accreditor, scope, validUntil, transactionHash: receipt.hash };
    const text = fields([
      ["Appointed", accreditor],
      ["For", scope.join(", ")],
      ["Until", formatTime(validUntil)],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
