import { ZeroHash } from "ethers";

import { MODULES } from "../chain/contracts/artifacts";
import { type CallSentences, callWords, readCall } from "../chain/contracts/call-words";
import { PARTY_KINDS } from "../chain/contracts/enums";
import { formatTime } from "../chain/rpc/time";
import { formatWorkId } from "../hashing/work-id";
import type { OpenKeys } from "./accounts";
import type { KeyRequest } from "./request";

const work = (id: unknown): string => formatWorkId(BigInt(String(id)));
const moment = (seconds: unknown): string => formatTime(BigInt(String(seconds)));

/** What an account of a key does by the calls that its commands prepare. */
const SENTENCES: CallSentences = {
  "WorkRegistry.register": ([[owner, contentHash, metadataHash]]) =>
    `Registers the work ${work(contentHash)} for ${owner}, with the metadata ${metadataHash}`,
  "WorkRegistry.offerTitle": ([id, to, deedHash, expiresAt]) =>
    `Offers the title of ${work(id)} to ${to} by the deed ${deedHash}, until ${moment(expiresAt)}`,
  "WorkRegistry.acceptTitle": ([id, deedHash]) => `Accepts the title of ${work(id)} by the deed ${deedHash}`,
  "PartyRegistry.applyTo": ([accreditor, kind, validUntil, credentialHash, deadline]) =>
    `Agrees to be accredited by ${accreditor} as ${PARTY_KINDS[Number(kind)]} until ${moment(validUntil)}` +
    `${credentialHash === ZeroHash ? "" : ` by the credential ${credentialHash}`}, if it decides by ${moment(deadline)}`,
  "Recovery.setGuardians": ([guardians, threshold, delay]) =>
    `Names as its guardians ${[...guardians].join(", ")}: ${threshold} of them can give it a successor, after ${delay} s for a veto`,
  "Recovery.veto": () => "Ends the recovery of this account that its guardians have begun; they may begin another one",
};

/** What the account will do, decoded from the call's data alone; in capitals where it cannot be read. */
export async function describeRequest(
  { colophon: { registry, parties }, recovery }: OpenKeys,
  { call: { target, data } }: Pick<KeyRequest, "call">,
): Promise<string> {
  const contracts = {
    WorkRegistry: { address: await registry.getAddress(), contract: registry.interface },
    PartyRegistry: { address: await parties.getAddress(), contract: parties.interface },
    ...(recovery === undefined ? {} : { Recovery: { address: recovery, contract: MODULES.Recovery.contract } }),
  };
  const found = Object.entries(contracts).find(([, { address }]) => address.toLowerCase() === target.toLowerCase());
  if (found === undefined) return `CALLS ${target}, A CONTRACT THAT IS NOT OF THIS DEPLOYMENT: ${data}`;
  const [name, { contract }] = found;
  const call = readCall(contract, data);
  if (call === undefined) return `CALLS ${name.toUpperCase()} WITH DATA THAT THIS VERSION CANNOT READ: ${data}`;
  return callWords(name, call, SENTENCES);
}
