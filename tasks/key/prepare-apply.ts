import { ACCREDITED_KINDS } from "../../lib/chain/contracts/scope";
import { documentHash } from "../../lib/hashing/document-hash";
import { applicationInput } from "../../lib/parties/application";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addTerm, type TermArgs } from "../shared/command/params";
import { parseChoice, parseMoment } from "../shared/command/parse";
import { keyScope } from "../shared/command/scopes";
import { addressOf } from "../shared/open/accounts";
import { addPrepare, prepare, type PrepareArgs } from "./prepare";

interface Args extends PrepareArgs, TermArgs {
  readonly accreditor: string;
  readonly kind: string;
  readonly deadline: string;
}

const definition = keyScope
  .task("prepare-apply", "Writes what a key signs to agree that its account is accredited")
  .addParam("accreditor", "Whom to apply to: an address or the name of an account", undefined, types.string)
  .addOptionalParam("kind", "publisher, adjudicator or notary", "publisher", types.string)
  .addOptionalParam("deadline", "Until when the accreditor may decide, written as --until", "30d", types.string);

addPrepare(addTerm(definition)).setAction(
  action(async (args: Args, hre) => {
    const kind = parseChoice(args.kind, "--kind", ACCREDITED_KINDS);
    const credentialHash = await documentHash(args.credential);
    return prepare(args, hre, async ({ colophon, account, now }) => {
      const accreditor = await addressOf(colophon.chainId, args.accreditor, "--accreditor");
      const validUntil = parseMoment(args.until, "--until", now);
      const deadline = parseMoment(args.deadline, "--deadline", now);
      const input = applicationInput({ account, accreditor, kind, validUntil, credentialHash, deadline });
      const values = [accreditor, input.kind, validUntil, credentialHash, deadline] as const;
      return { call: await colophon.parties.applyTo.populateTransaction(...values) };
    });
  }),
);
