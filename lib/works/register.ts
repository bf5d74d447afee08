import { basename } from "node:path";

import type { BaseWallet } from "ethers";

import { type Colophon, write } from "../chain/colophon";
import type { Claim } from "../chain/registration";
import { explainRevert } from "../chain/reverts";
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

/** Where on the chain a registration is. */
interface Place {
  readonly transactionHash: string;
  readonly blockNumber: number;
}

/**
 * Registers a file for the account that signs.
 *
 * The metadata are on disk before the transaction is sent, and the record before this returns. A run that was killed in
 * between is finished by running it again: a work that this account registered with the same metadata gets its record.
 * @throws ColophonError where the file or the registry refuses, before anything is written
 */
export async function registerWork(
  colophon: Colophon,
  wallet: BaseWallet,
  { file, metadata, home }: Registration,
): Promise<Registered> {
  const { contentHash, size } = await hashFile(file);
  const claim = { owner: wallet.address, contentHash, metadataHash: metadataHash(metadata) };
  const folder = workFolder(home, colophon.network, contentHash);
  const earlier = await findUnrecorded(colophon, claim, folder);

  const save = (): Promise<void> => saveMetadata(folder, metadata);
  if (earlier !== undefined) await save();
  const place = earlier ?? (await register(colophon, wallet, claim, save));
  const { registeredAt, finalAt } = await colophon.registry.titleOf(contentHash);
  const record: WorkRecord = {
    format: RECORD_FORMAT,
    title: metadata.name,
    file: { name: basename(file), size },
    claim,
    registration: {
      chainId: Number(colophon.chainId),
      registry: colophon.deployment.WorkRegistry.address,
      ...place,
      registeredAt: Number(registeredAt),
      finalAt: Number(finalAt),
    },
  };
  return {
    record,
    recordPath: await saveRecord(folder, record),
    metadataPath: metadataFile(folder, claim.metadataHash),
    isNew: earlier === undefined,
  };
}

async function register(
  colophon: Colophon,
  wallet: BaseWallet,
  claim: Claim,
  beforeSending: () => Promise<void>,
): Promise<Place> {
  const call = colophon.registry.register.populateTransaction(claim);
  const receipt = await write(colophon, wallet, call, { beforeSending });
  return { transactionHash: receipt.hash, blockNumber: receipt.blockNumber };
}

/**
 * The registration that a killed run has made without coming to its record; undefined where the work is not registered.
 * @throws ColophonError where the work is registered otherwise, before anything is written
 */
async function findUnrecorded(colophon: Colophon, claim: Claim, folder: string): Promise<Place | undefined> {
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
  const revert = registry.interface.encodeErrorResult("WorkRegistryAlreadyRegistered", [workId, owner, registeredAt]);
  throw explainRevert(revert, colophon.interfaces);
}
