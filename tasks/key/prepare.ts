import type { ContractTransaction } from "ethers";

import { toBase64url } from "../../lib/bytes";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { explain } from "../../lib/chain/contracts/failures";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { fromHex } from "../../lib/hex";
import { keyAccountAt, requireAccount } from "../../lib/keys/accounts";
import { describeRequest } from "../../lib/keys/describe";
import { readPublicKey } from "../../lib/keys/public-key";
import { bytesFile, type KeyRequest, REQUEST_FORMAT, requestDigest, saveRequest } from "../../lib/keys/request";
import { signingCommand } from "../../lib/keys/signing";
import type { Outcome } from "../shared/command/action";
import type { CommandContext } from "../shared/command/context";
import { type TaskDefinition, types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseMoment } from "../shared/command/parse";
import { fields, whole } from "../shared/print/output";
import { addKey, type KeyArgs, openKeys } from "./open-keys";

/** What every task that prepares a request takes. */
export interface PrepareArgs extends KeyArgs {
  readonly out: string;
  readonly goodUntil: string;
}

export function addPrepare(definition: TaskDefinition): TaskDefinition {
  return addJson(
    addKey(definition)
      .addParam("out", "The file for the request; the bytes to sign go beside it", undefined, types.string)
      .addOptionalParam("goodUntil", "Until when it can be sent, e.g. 2027-12-31 or 7d", "7d", types.string),
  );
}

/** For whom a call is made. */
export interface Applicant {
  readonly colophon: Colophon;
  readonly account: string;
  /** The chain's time, Unix seconds. */
  readonly now: number;
}

/** A call that the account of a key is to make. */
export interface Wanted {
  readonly call: ContractTransaction;
  readonly work?: KeyRequest["work"];
}

/**
 * Writes a request for a key to sign, and says how. Nothing is sent.
 * @param want the call, for an account on a chain. What the chain would refuse now is refused here
 */
export async function prepare(
  args: PrepareArgs,
  hre: CommandContext,
  want: (applicant: Applicant) => Promise<Wanted>,
): Promise<Outcome<unknown>> {
  const key = await readPublicKey(args.publicKey, args.passkey);
  const keys = await openKeys(hre);
  const { colophon } = keys;
  const account = await requireAccount(keys, key);
  const now = await chainTime(colophon.provider);
  const deadline = parseMoment(args.goodUntil, "--good-until", now);
  const { call, work } = await want({ colophon, account, now });
  await colophon.provider.call({ ...call, from: account }).catch((error: unknown) => {
    throw explain(error) ?? error;
  });
  const request: KeyRequest = {
    format: REQUEST_FORMAT,
    chainId: Number(colophon.chainId),
    accounts: await keys.accounts.getAddress(),
    key,
    account,
    call: { target: call.to, data: call.data },
    nonce: Number(await keyAccountAt(colophon, account).nonce()),
    deadline,
    work,
  };
  await saveRequest(args.out, request);

  const [does, digest] = [await describeRequest(keys, request), requestDigest(request)];
  const { out } = args;
  const command = commandFor(request, out);
  const challenge = command === undefined ? toBase64url(fromHex(digest)) : undefined;
  const text = fields([
    ["Will do", does],
    ["Account", account],
    ["Good until", formatTime(deadline)],
    ["Request", whole(out)],
    ["To sign", digest],
    ["Challenge", challenge === undefined ? undefined : whole(challenge)],
    ["Sign with", command === undefined ? `a browser; save credential.toJSON() as ${out}.sig` : whole(command)],
    ["Next", whole(`npx hardhat key send --request ${out} --signature ${out}.sig --account NAME`)],
  ]);
  const { nonce } = request;
  const files = { request: out, bytes: bytesFile(out) };
  return { result: { account, does, digest, nonce, deadline, ...files, command, challenge }, text };
}

/** How a key that openssl reaches signs a request; undefined for a passkey. */
function commandFor({ key: { kind } }: KeyRequest, out: string): string | undefined {
  if (kind === "passkey") return undefined;
  return signingCommand(kind, { key: "PRIVATE-KEY", input: bytesFile(out), signature: `${out}.sig` });
}
