import { ACCREDITED_KINDS } from "../../lib/chain/contracts/scope";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { documentHash } from "../../lib/hashing/document-hash";
import { type Application, applicationInput } from "../../lib/parties/application";
import { saveApplication } from "../../lib/parties/application-file";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addTerm, type TermArgs } from "../shared/command/params";
import { parseChoice, parseMoment } from "../shared/command/parse";
import { partyScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { fields, whole } from "../shared/print/output";

interface Args extends TermArgs {
  readonly accreditor: string;
  readonly kind: string;
  readonly deadline: string;
  readonly out?: string;
  readonly account?: string;
}

const definition = partyScope
  .task("apply", "Agrees to be accredited: on the chain, or by a signature in a file")
  .addParam("accreditor", "Whom to apply to: an address or the name of an account", undefined, types.string)
  .addOptionalParam("kind", "publisher, adjudicator or notary", "publisher", types.string)
  .addOptionalParam("deadline", "Until when the accreditor may decide, written as --until", "30d", types.string)
  .addOptionalParam("out", "Sends nothing: signs, into this file, which is not there yet", undefined, types.string);

addJson(addAccount(addTerm(definition))).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    const kind = parseChoice(args.kind, "--kind", ACCREDITED_KINDS);
    const credentialHash = await documentHash(args.credential);
    const colophon = await open(hre);
    const now = await chainTime(colophon.provider);
    const validUntil = parseMoment(args.until, "--until", now);
    const deadline = parseMoment(args.deadline, "--deadline", now);
    const accreditor = await addressOf(colophon.chainId, args.accreditor, "--accreditor");
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    const application: Application = {
      ...{ account: wallet.address, accreditor, kind, validUntil, credentialHash, deadline },
    };

    const told: Parameters<typeof fields>[0] = [
      ["Applied", wallet.address],
      ["To", accreditor],
      ["As", kind],
      ["Until", formatTime(validUntil)],
    ];
    if (args.out !== undefined) {
      await saveApplication(args.out, colophon, wallet, application);
      return { result: { ...application, out: args.out }, text: fields([...told, ["File", whole(args.out)]]) };
    }
    const input = applicationInput(application);
    const call = colophon.parties.applyTo.populateTransaction(
      ...([accreditor, input.kind, validUntil, credentialHash, deadline] as const),
    );
    // The ends may count from now: a run that was killed has sent others.
    const intent = ["apply", accreditor, kind, credentialHash, args.until, args.deadline].join(" ");
    const { hash: transactionHash } = await write(colophon, wallet, call, { intent });
    return { result: { ...application, transactionHash }, text: fields([...told, ["Transaction", transactionHash]]) };
  }),
);
