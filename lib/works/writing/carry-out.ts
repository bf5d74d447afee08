import type { BaseWallet, ContractTransaction } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import type { Claim } from "../../chain/contracts/registration";
import { explainRevert } from "../../chain/contracts/reverts";
import { formatTime } from "../../chain/rpc/time";
import { write } from "../../chain/sending/write";
import { ColophonError } from "../../errors";
import { formatWorkId } from "../../hashing/work-id";
import { workHistory } from "../../history/history";
import type { HistoryEvent } from "../../history/walk";
import { currentAnchor, currentRegistration } from "../../history/work-events";
import type { Metadata } from "../../metadata/metadata";
import {
  hasRecord,
  metadataFile,
  readRecord,
  RECORD_FORMAT,
  recordFile,
  saveMetadata,
  saveRecord,
  type Shelf,
  workFolder,
  type WorkRecord,
} from "../../store/records";

/** One registration, by whatever call. */
export interface Job {
  readonly file: WorkRecord["file"];
  readonly claim: Claim;
  readonly metadata: Metadata;
  /** Keeps what more is said than the metadata, before the transaction is sent. */
  readonly keep?: () => Promise<void>;
  /** Where its files go. */
  readonly shelf: Shelf;
  /** The call that registers the work. */
  readonly call: () => Promise<ContractTransaction>;
  /** The anchor that the claim is in: with it, a title that exists may be taken over. */
  readonly anchor?: WorkRecord["anchor"];
}

/** What became of a registration. */
export interface Registered {
  readonly record: WorkRecord;
  readonly recordPath: string;
  readonly metadataPath: string;
  /** False where this owner had registered the work before, and only the record was missing. */
  readonly isNew: boolean;
}

/** Where on the chain a registration is, and what it said. */
interface Place {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly said: Pick<Claim, "owner" | "metadataHash">;
}

/**
 * Registers a work and writes its record.
 *
 * Where the registry would refuse, nothing is written. The metadata are on disk before the transaction is sent, and the
 * record before this returns. A run that was killed in between is finished by running it again, also while its transaction
 * is still on its way: a title of the same owner with the same metadata gets its record. A title that the owner had before
 * its anchor was shown keeps its registration, and the record gets the anchor.
 * @throws ColophonError where the registry refuses, or nobody knows what became of the transaction
 */
export async function carryOut(colophon: Colophon, wallet: BaseWallet, job: Job): Promise<Registered> {
  const { claim, metadata, shelf } = job;
  const earlier = await findUnrecorded(colophon, job, wallet.address);
  const place = earlier ?? (await register(colophon, wallet, job));
  const { registeredAt, finalAt } = await colophon.registry.titleOf(BigInt(claim.contentHash));
  if (registeredAt === 0n || (job.anchor !== undefined && registeredAt > job.anchor.anchoredAt)) {
    throw new ColophonError(`The node does not know of the transaction ${place.transactionHash} yet`, {
      code: "TransactionUnknown",
      advice: "It is in a block. Run the command again for the record.",
    });
  }
  const folder = folderOf(job);
  const record: WorkRecord = {
    format: RECORD_FORMAT,
    ...((await recordOf(folder, place)) ?? { title: metadata.name, file: job.file }),
    claim: { ...claim, ...place.said },
    registration: {
      chainId: Number(colophon.chainId),
      registry: shelf.registry,
      transactionHash: place.transactionHash,
      blockNumber: place.blockNumber,
      registeredAt: Number(registeredAt),
      finalAt: Number(finalAt),
    },
    ...anchorOf(job, place),
  };
  await saveSaid(job);
  const recordPath = await saveRecord(folder, record);
  return { record, recordPath, metadataPath: metadataFile(folder, claim.metadataHash), isNew: earlier === undefined };
}

async function register(colophon: Colophon, wallet: BaseWallet, job: Job): Promise<Place> {
  const { claim, anchor } = job;
  try {
    // Not before the registry has been asked: what it refuses leaves nothing behind.
    const { hash, block } = await write(colophon, wallet, job.call(), { beforeSending: () => saveSaid(job) });
    const sent = { transactionHash: hash, blockNumber: block, said: claim };
    if (anchor === undefined) return sent;
    // A title that the owner had already keeps the registration that made it.
    const history = await workHistory(colophon.provider, colophon.registry, BigInt(claim.contentHash));
    return placeOf(currentRegistration(history)) ?? sent;
  } catch (error) {
    // The transaction of an earlier run may have come first.
    const place = await findUnrecorded(colophon, job, wallet.address);
    if (place === undefined) throw error;
    return place;
  }
}

/**
 * The registration that a killed run has made, or given an earlier date, without coming to its record; undefined where the
 * registry is to be asked.
 * @throws ColophonError where the work is registered otherwise
 */
async function findUnrecorded(colophon: Colophon, job: Job, account: string): Promise<Place | undefined> {
  const { claim, anchor } = job;
  const { registry, provider } = colophon;
  const workId = BigInt(claim.contentHash);
  const { owner, registeredAt } = await registry.titleOf(workId);
  if (registeredAt === 0n) return undefined;
  // The registry knows whether an anchor takes a younger title.
  if (anchor !== undefined && registeredAt > anchor.anchoredAt) return undefined;

  // What the record says is what was said first: the title may have moved and the metadata been amended since.
  const history = await workHistory(provider, registry, workId);
  const place = placeOf(currentRegistration(history));
  const isSame = place?.said.owner === claim.owner && place.said.metadataHash === claim.metadataHash;
  const isProven = anchor !== undefined && currentAnchor(history) === anchor.root;
  if (place !== undefined && (isSame || isProven) && !(await isRecorded(job, isProven))) return place;
  if (place?.said.owner === claim.owner || (isProven && owner === claim.owner)) {
    if (claim.owner !== account) throw alreadyRegistered(colophon, [workId, owner, registeredAt]);
    throw new ColophonError(`You registered ${formatWorkId(workId)} on ${formatTime(registeredAt)} already`, {
      code: "RegisteredByYou",
      advice: "Its title: npx hardhat work show. To correct its metadata: npx hardhat work amend",
    });
  }
  throw alreadyRegistered(colophon, [workId, owner, registeredAt]);
}

function alreadyRegistered(
  { registry }: Colophon,
  title: readonly [workId: bigint, owner: string, registeredAt: bigint],
): ColophonError {
  return explainRevert(registry.interface.encodeErrorResult("WorkRegistryAlreadyRegistered", title));
}

function placeOf(registration: HistoryEvent | undefined): Place | undefined {
  if (registration === undefined) return undefined;
  const { transactionHash, blockNumber, event } = registration;
  const [owner, metadataHash] = [String(event.args["owner"]), String(event.args["metadataHash"])];
  return { transactionHash, blockNumber, said: { owner, metadataHash } };
}

/** What is kept of this registration already, apart from what the chain says. */
async function recordOf(folder: string, place: Place): Promise<Pick<WorkRecord, "title" | "file"> | undefined> {
  if (!(await hasRecord(folder))) return undefined;
  const { title, file, registration } = await readRecord(recordFile(folder));
  return registration.transactionHash === place.transactionHash ? { title, file } : undefined;
}

/** Whether the record is as it should be: where an anchor gave the title its date, with that anchor. */
async function isRecorded(job: Job, isProven: boolean): Promise<boolean> {
  const folder = folderOf(job);
  if (!(await hasRecord(folder))) return false;
  return !isProven || (await readRecord(recordFile(folder))).anchor?.root === job.anchor?.root;
}

/** The anchor, with its own claim where the title was registered with another one. */
function anchorOf({ anchor, claim }: Job, { said }: Place): Pick<WorkRecord, "anchor"> {
  if (anchor === undefined) return {};
  const isSame = said.owner === claim.owner && said.metadataHash === claim.metadataHash;
  return { anchor: isSame ? anchor : { ...anchor, claim: { owner: claim.owner, metadataHash: claim.metadataHash } } };
}

/** Keeps what is said of the work, of which the chain has the hash only. */
async function saveSaid(job: Job): Promise<void> {
  await job.keep?.();
  await saveMetadata(folderOf(job), job.metadata);
}

function folderOf({ shelf, claim }: Job): string {
  return workFolder(shelf, claim.contentHash);
}
