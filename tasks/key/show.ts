import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { ColophonError } from "../../lib/errors";
import { accountOfKey, keyAccountAt, requireAccount } from "../../lib/keys/accounts";
import { describeRequest } from "../../lib/keys/describe";
import { type RequestState, stateOfRequest } from "../../lib/keys/execution";
import { readPublicKey } from "../../lib/keys/public-key";
import { readRequest } from "../../lib/keys/request";
import { requireHere } from "../../lib/keys/send";
import { readParty } from "../../lib/parties/party";
import { action, type Outcome } from "../shared/command/action";
import type { CommandContext } from "../shared/command/context";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { keyScope } from "../shared/command/scopes";
import { fields } from "../shared/print/output";
import { addPasskey, openKeys, PUBLIC_KEY } from "./open-keys";

interface Args {
  readonly publicKey?: string;
  readonly passkey: boolean;
  readonly request?: string;
}

const definition = keyScope
  .task("show", "Shows the account of a key, or what a request for it does and whether it is done")
  .addOptionalParam("publicKey", PUBLIC_KEY, undefined, types.string)
  .addOptionalParam("request", "A request for a key, as key prepare-… wrote it, instead", undefined, types.string);

addJson(addPasskey(definition)).setAction(
  action(async ({ publicKey, passkey, request }: Args, hre): Promise<Outcome<unknown>> => {
    if (publicKey !== undefined && request === undefined) return showKey(publicKey, passkey, hre);
    if (publicKey === undefined && request !== undefined) return showRequest(request, hre);
    throw new ColophonError("Name either a key by --public-key or a request by --request", {
      code: "WrongParameter",
      advice: "Leave one of them out.",
      exitCode: 2,
    });
  }),
);

async function showKey(path: string, isPasskey: boolean, hre: CommandContext): Promise<Outcome<unknown>> {
  const key = await readPublicKey(path, isPasskey);
  const keys = await openKeys(hre);
  const { address: account, isCreated } = await accountOfKey(keys, key);
  const party = await readParty(keys.colophon, account);
  const requests = isCreated ? Number(await keyAccountAt(keys.colophon, account).nonce()) : 0;

  const accredited = party?.accredited ?? false;
  const result = { account, kind: key.kind, created: isCreated, accredited, requests };
  const text = fields([
    ["Account", account],
    ["Key", key.kind],
    ["Created", isCreated ? "yes" : "no: anybody can make it with npx hardhat key create"],
    ["Accredited", accredited ? "yes" : "no"],
    ["Requests", `${requests} carried out`],
  ]);
  return { result, text };
}

async function showRequest(path: string, hre: CommandContext): Promise<Outcome<unknown>> {
  const request = await readRequest(path);
  const keys = await openKeys(hre);
  await requireHere(keys, request, path);
  await requireAccount(keys, request.key);
  const found = await stateOfRequest(keys, request, await chainTime(keys.colophon.provider));
  const does = await describeRequest(keys, request);

  const { account, nonce, deadline } = request;
  const execution = found.state === "done" ? found.execution : undefined;
  const transactionHash = execution?.transactionHash;
  const result = { account, does, nonce, deadline, state: found.state, transactionHash, doneAt: execution?.time };
  const text = fields([
    [execution === undefined ? "Would do" : "Has done", does],
    ["Account", account],
    ["Good until", formatTime(deadline)],
    ["Done", doneWords(found, nonce)],
    ["Transaction", transactionHash],
  ]);
  return { result, text };
}

function doneWords(found: RequestState, nonce: number): string {
  switch (found.state) {
    case "done":
      return `yes, on ${formatTime(found.execution.time)}`;
    case "open":
      return "no: it can be sent once its key has signed it";
    case "expired":
      return "no, and it cannot be any more: its time is over";
    case "out of turn":
      return `no, and it cannot be: it has the number ${nonce}, and the next of the account is ${found.next}`;
  }
}
