import { originOf, verifierKeysOf } from "../../lib/log/head";
import { didOf, pemOf } from "../../lib/log/key";
import { FOR_ALL, saveNewFile } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { logScope } from "../shared/command/scopes";
import { logSigner } from "../shared/open/log";
import { open } from "../shared/open/open";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly account?: string;
  readonly out?: string;
}

const definition = logScope
  .task("key", "Says by which key an account speaks about the log, in the forms that others' tools take")
  .addOptionalParam("out", "A file to write the key into, in PEM", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async ({ account, out }: Args, hre) => {
    const colophon = await open(hre);
    const signer = await logSigner(colophon, account);
    const origin = originOf({ chainId: Number(colophon.chainId), address: colophon.deployment.WorkRegistry.address });
    const { publicKey } = signer.key;
    const pem = pemOf(publicKey);
    if (out !== undefined) await saveNewFile(out, pem, FOR_ALL);

    const { log, cosigner } = verifierKeysOf(origin, signer);
    const result = { account: signer.address, origin, log, cosigner, did: didOf(publicKey), pem };
    const text = fields([
      ["Account", signer.address],
      ["As the log", whole(log)],
      ["As cosigner", whole(cosigner)],
      ["DID", whole(result.did)],
      ["PEM", out === undefined ? undefined : whole(out)],
    ]);
    return { result, text };
  }),
);
