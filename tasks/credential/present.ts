import { parseNames } from "../../lib/credentials/claims";
import { readCredential } from "../../lib/credentials/credential";
import { readPrivateKey } from "../../lib/credentials/keys";
import { type Binding, presentCredential } from "../../lib/credentials/presenting/present";
import { ColophonError } from "../../lib/errors";
import { requireNew, saveNewFile } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { clock } from "../shared/command/clock";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { credentialScope } from "../shared/command/scopes";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly credential: string;
  readonly disclose?: string;
  readonly key?: string;
  readonly audience?: string;
  readonly nonce?: string;
  readonly out: string;
}

const definition = credentialScope
  .task("present", "Shows some of a credential and withholds the rest, as its holder")
  .addParam("credential", "The credential, as its issuer wrote it", undefined, types.string)
  .addParam("out", "The file to write", undefined, types.string)
  .addOptionalParam("disclose", "What is shown of what may be withheld, e.g. name", undefined, types.string)
  .addOptionalParam("key", "The holder's private key (PEM), where it is bound to one", undefined, types.string)
  .addOptionalParam("audience", "Whom it is for; with --key", undefined, types.string)
  .addOptionalParam("nonce", "What the verifier has given; with --key", undefined, types.string);

addJson(definition).setAction(
  action(async (args: Args) => {
    await requireNew(args.out);
    const credential = await readCredential(args.credential);
    const disclosed = parseNames(args.disclose, credential.mayBeWithheld, "--disclose");
    const presented = await presentCredential(credential, disclosed, await bindingOf(args));
    await saveNewFile(args.out, `${presented}\n`);

    const withheld = credential.mayBeWithheld.filter((name) => !disclosed.includes(name));
    const text = fields([
      ["Presented in", whole(args.out)],
      ["Disclosed", disclosed.length === 0 ? "nothing of what may be withheld" : disclosed.join(", ")],
      ["Withheld", withheld.length === 0 ? "nothing" : withheld.join(", ")],
      ["For", args.audience],
    ]);
    return { result: { out: args.out, disclosed, withheld, audience: args.audience }, text };
  }),
);

/** @throws ColophonError, exit code 2, where some of the three are given and not all */
async function bindingOf({ key, audience, nonce }: Args): Promise<Binding | undefined> {
  if (key === undefined && audience === undefined && nonce === undefined) return undefined;
  if (key === undefined || audience === undefined || nonce === undefined) {
    throw new ColophonError("--key, --audience and --nonce go together: the holder signs for whom and what was asked", {
      code: "WrongParameter",
      advice: "Give all three, as whoever asks has named them, or none.",
      exitCode: 2,
    });
  }
  return { key: await readPrivateKey(key), audience, nonce, now: clock() };
}
