import { formatTime } from "../../lib/chain/rpc/time";
import { readCredential } from "../../lib/credentials/credential";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { credentialScope } from "../shared/command/scopes";
import { fields } from "../shared/print/output";
import { claimFields, credentialFields } from "./credential-fields";

interface Args {
  readonly credential: string;
}

const definition = credentialScope
  .task("show", "Shows what a credential says, and checks nothing of it")
  .addParam("credential", "The credential, or what its holder presents of it: a file", undefined, types.string);

addJson(definition).setAction(
  action(async ({ credential: path }: Args) => {
    const credential = await readCredential(path);
    const { header, signed, claims, mayBeWithheld, withheld, binding } = credential;

    const text = fields([
      ["Not checked", "credential verify does"],
      ...credentialFields(credential),
      ["Signed", signed.iat === undefined ? undefined : formatTime(signed.iat)],
      ["May withhold", mayBeWithheld.length === 0 ? undefined : mayBeWithheld.join(", ")],
      ["Presented to", binding?.aud],
      ...claimFields(credential),
    ]);
    return { result: { keyId: header.kid, ...signed, claims, mayBeWithheld, withheld, binding }, text };
  }),
);
