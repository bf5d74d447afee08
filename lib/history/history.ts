import { type JsonRpcApiProvider, toBeHex } from "ethers";

import type { PartyRegistry, Recovery } from "../../typechain-types";
import type { RegistryReader } from "../chain/contracts/title";
import type { ChainReader } from "../chain/rpc/reader";
import { formatWorkId } from "../hashing/work-id";
import { type HistoryEvent, walkBack } from "./walk";
import { WORK_EVENTS } from "./work-events";

/** The events of a party's history. */
export const PARTY_EVENTS = [
  "PartyApplied",
  "PartyAccredited",
  "PartyRenewed",
  "PartySuspended",
  "PartyReinstated",
  "PartyRevoked",
] as const;

/** The events of an accreditor's history. */
export const ACCREDITOR_EVENTS = ["AccreditorAppointed", "AccreditorDismissed"] as const;
/** The events of an account in the contract for recoveries. */
export const RECOVERY_EVENTS = [
  "GuardiansSet",
  "RecoveryApproved",
  "RecoveryBegun",
  "RecoveryVetoed",
  "RecoveryExecuted",
  "RecoveryOrdered",
] as const;

const WORD_BYTES = 32;

/**
 * A work's whole history, the oldest event first; empty for a work that is not registered.
 * @param newestBlock the block of the newest event; the title is asked for it where it is not given
 */
export async function workHistory(
  provider: ChainReader,
  registry: RegistryReader,
  workId: bigint,
  newestBlock?: number,
): Promise<HistoryEvent[]> {
  return walkBack(provider, {
    address: await registry.getAddress(),
    contract: registry.interface,
    events: WORK_EVENTS,
    topic: formatWorkId(workId),
    newestBlock: newestBlock ?? Number((await registry.titleOf(workId)).changedAtBlock),
  });
}

/** A party's whole history, the oldest event first; empty for an account that never had to do with the registry. */
export async function partyHistory(
  provider: JsonRpcApiProvider,
  parties: PartyRegistry,
  account: string,
): Promise<HistoryEvent[]> {
  const { changedAtBlock } = await parties.partyOf(account);
  return walkBack(provider, {
    address: await parties.getAddress(),
    contract: parties.interface,
    events: PARTY_EVENTS,
    topic: toBeHex(account, WORD_BYTES),
    newestBlock: Number(changedAtBlock),
  });
}

/** An accreditor's whole history, the oldest event first; empty for an account that was never appointed. */
export async function accreditorHistory(
  provider: JsonRpcApiProvider,
  parties: PartyRegistry,
  account: string,
): Promise<HistoryEvent[]> {
  const { changedAtBlock } = await parties.accreditorOf(account);
  return walkBack(provider, {
    address: await parties.getAddress(),
    contract: parties.interface,
    events: ACCREDITOR_EVENTS,
    topic: toBeHex(account, WORD_BYTES),
    newestBlock: Number(changedAtBlock),
  });
}

/** All that happened about the recovery of an account, the oldest event first. */
export async function recoveryHistory(
  provider: JsonRpcApiProvider,
  recovery: Recovery,
  account: string,
): Promise<HistoryEvent[]> {
  const { changedAtBlock } = await recovery.recoveryOf(account);
  return walkBack(provider, {
    address: await recovery.getAddress(),
    contract: recovery.interface,
    events: RECOVERY_EVENTS,
    topic: toBeHex(account, WORD_BYTES),
    newestBlock: Number(changedAtBlock),
  });
}

/** Every accreditation of every account, the oldest first. */
export async function accreditations(provider: JsonRpcApiProvider, parties: PartyRegistry): Promise<HistoryEvent[]> {
  return walkBack(provider, {
    address: await parties.getAddress(),
    contract: parties.interface,
    events: ["PartyAccredited"],
    link: "previousAccreditedBlock",
    newestBlock: Number(await parties.accreditedAtBlock()),
  });
}

/** The hash of the credential that a party's accreditation rests on now; undefined where it was never accredited. */
export function currentCredentialHash(history: readonly HistoryEvent[]): string | undefined {
  const last = history.findLast(({ event }) => event.name === "PartyAccredited" || event.name === "PartyRenewed");
  return last === undefined ? undefined : String(last.event.args["credentialHash"]);
}
