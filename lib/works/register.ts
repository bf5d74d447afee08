import { basename } from "node:path";

import type { BaseWallet } from "ethers";

import { type Colophon, write } from "../chain/colophon";
import type { Claim } from "../chain/registration";
import { explainRevert } from "../chain/reverts";
import { formatTime } from "../chain/time";
import { ColophonError } from "../errors";
import { hashFile } from "../hash-file";
import { workHistory } from "../history/history";
import { type Metadata, metadataHash } from "../metadata";
import {
  hasRecord,
  metadataFile,
  RECORD_FORMAT,
  saveMetadata,
  saveRecord,
  workFolder,
  type WorkRecord,
} from "../store/records";
import { formatWorkId } from "../work-id";
import { shelfOf } from "./shelf";

/** A file to register, and what its owner says about it. */
export interface Registration {
  readonly file: string;
  readonly metadata: Metadata;
  /** The folder of the store. */
  readonly home: string;
}

/** What became of a registration. */
export interface Registered {
  readonly record: WorkRecord;
  readonly recordPath: string;
  readonly metadataPath: string;
  /** False where this owner had registered the work before, and only the record was missing. */
  readonly isNew: boolean;
}

/** What is to be registered, and where its files go. */
interface Job {
  readonly claim: Claim;
  readonly metadata: Metadata;
  readonly folder: string;
}

/** Where on the chain a registration is. */
interface Place {
  readonly transactionHash: string;
  readonly blockNumber: number;
}

/**
 * Registers a file for the account that signs.
 *
 * Where the registry would refuse, nothing is written. The metadata are on disk before the transaction is sent, and the
 * record before this returns. A run that was killed in between is finished by running it again, also while its transaction
 * is still on its way: a title of the same owner with the same metadata gets its record.
 * @throws ColophonError where the file or the registry refuses, or nobody knows what became of the transaction
 */
export async function registerWork(
  colophon: Colophon,
  wallet: BaseWallet,
  { file, metadata, home }: Registration,
): Promise<Registered> {
  const { contentHash, size } = await hashFile(file);
  const claim = { owner: wallet.address, contentHash, metadataHash: metadataHash(metadata) };
  const shelf = shelfOf(colophon, home);
  const folder = workFolder(shelf, contentHash);
  const job: Job = { claim, folder, metadata };

  const earlier = await findUnrecorded(colophon, job);
  const place = earlier ?? (await register(colophon, wallet, job));
  const { registeredAt, finalAt } = await colophon.registry.titleOf(BigInt(contentHash));
  if (registeredAt === 0n) {
    throw new ColophonError(`The node does not know of the transaction ${place.transactionHash} yet`, {
      advice: "It is in a block. Run the command again for the record.",
    });
  }
  const record: WorkRecord = {
    format: RECORD_FORMAT,
    title: metadata.name,
    file: { name: basename(file), size },
    claim,
    registration: {
      chainId: Number(colophon.chainId),
      registry: shelf.registry,
      ...place,
      registeredAt: Number(registeredAt),
      finalAt: Number(finalAt),
    },
  };
  await saveMetadata(folder, metadata);
  const recordPath = await saveRecord(folder, record);
  return { record, recordPath, metadataPath: metadataFile(folder, claim.metadataHash), isNew: earlier === undefined };
}

async function register(colophon: Colophon, wallet: BaseWallet, job: Job): Promise<Place> {
  try {
    const call = colophon.registry.register.populateTransaction(job.claim);
    // Not before the registry has been asked: what it refuses leaves nothing behind.
    const beforeSending = (): Promise<void> => saveMetadata(job.folder, job.metadata);
    const receipt = await write(colophon, wallet, call, { beforeSending });
    return { transactionHash: receipt.hash, blockNumber: receipt.blockNumber };
  } catch (error) {
    // The transaction of an earlier run may have come first.
    const place = await findUnrecorded(colophon, job);
    if (place === undefined) throw error;
    return place;
  }
}

/**
 * The registration that a killed run has made without coming to its record; undefined where the work is not registered.
 * @throws ColophonError where the work is registered otherwise
 */
async function findUnrecorded(colophon: Colophon, { claim, folder }: Job): Promise<Place | undefined> {
  const { registry, provider } = colophon;
  const workId = BigInt(claim.contentHash);
  const { owner, registeredAt } = await registry.titleOf(workId);
  if (registeredAt === 0n) return undefined;

  // What the record says is what was said first: the title may have moved and the metadata been amended since.
  const [first] = await workHistory(provider, registry, workId);
  const said = first?.event.args;
  const isSame = said?.["owner"] === claim.owner && said["metadataHash"] === claim.metadataHash;
  if (first !== undefined && isSame && !(await hasRecord(folder))) {
    return { transactionHash: first.transactionHash, blockNumber: first.blockNumber };
  }
  if (said?.["owner"] === claim.owner) {
    throw new ColophonError(`You registered ${formatWorkId(workId)} on ${formatTime(registeredAt)} already`, {
      advice: "Its record: npx hardhat work list. To correct its metadata: npx hardhat work amend",
    });
  }
  const revert = registry.interface.encodeErrorResult("WorkRegistryAlreadyRegistered", [workId, owner, registeredAt]);
  throw explainRevert(revert);
}
