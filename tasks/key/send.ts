import { home } from "../../lib/env";
import { describeRequest } from "../../lib/keys/describe";
import { readRequest } from "../../lib/keys/request";
import { requireHere, requireSigned, sendRegistration, sendRequest } from "../../lib/keys/send";
import { readSignature } from "../../lib/keys/signature";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { keyScope } from "../shared/command/scopes";
import { registeredFields } from "../shared/facts/registered-fields";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { fields } from "../shared/print/output";
import { openKeys } from "./open-keys";

interface Args {
  readonly request: string;
  readonly signature: string;
  readonly account?: string;
}

const definition = keyScope
  .task("send", "Sends what a key has signed; the account that signs here only pays")
  .addParam("request", "The request, as key prepare-register or its like wrote it", undefined, types.string)
  .addParam("signature", "The file with the key's signature, or with a passkey's assertion", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    const request = await readRequest(args.request);
    const signature = await readSignature(args.signature, request.key.kind);
    const keys = await openKeys(hre);
    const { colophon } = keys;
    await requireHere(keys, request, args.request);
    await requireSigned(keys, { request, signature }, args.signature);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const { work, account } = request;
    if (work !== undefined) {
      const result = await sendRegistration(keys, wallet, { request, signature }, { work, home: home() });
      await followUp(colophon, [{ contentHash: result.record.claim.contentHash }]);
      return { result, text: registeredFields(result.isNew ? "Registered" : "Found", result) };
    }
    const does = await describeRequest(keys, request);
    const { transactionHash, isNew } = await sendRequest(keys, wallet, { request, signature });
    await followUp(colophon);
    const sentBy = isNew ? wallet.address : undefined;
    const text = fields([
      [isNew ? "Done" : "Done before", does],
      ["Account", account],
      ["Sent by", sentBy],
      ["Transaction", transactionHash],
    ]);
    return { result: { account, does, sentBy, transactionHash, isNew }, text };
  }),
);
