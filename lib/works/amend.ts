import type { BaseWallet } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { write } from "../chain/sending/write";
import { formatWorkId } from "../hashing/work-id";
import { type Metadata, metadataHash } from "../metadata/metadata";
import { metadataFile, saveMetadata, workFolder } from "../store/records";
import { shelfOf } from "./shelf";

/** A work, and what its owner says about it from now on. */
export interface Amendment {
  readonly workId: bigint;
  readonly metadata: Metadata;
  /** The folder of the store. */
  readonly home: string;
}

/** What became of an amendment. */
export interface Amended {
  /** The work's id: 0x and 64 hex digits. */
  readonly work: string;
  readonly metadataHash: string;
  readonly metadataPath: string;
  readonly transactionHash: string;
}

/**
 * Gives a work other metadata, all of them; those before stay in the history. The metadata are on disk before the
 * transaction is sent.
 * @throws ColophonError where the registry refuses, or nobody knows what became of the transaction
 */
export async function amendWork(
  colophon: Colophon,
  wallet: BaseWallet,
  { workId, metadata, home }: Amendment,
): Promise<Amended> {
  const work = formatWorkId(workId);
  const hash = metadataHash(metadata);
  const folder = workFolder(shelfOf(colophon, home), work);
  const call = colophon.registry.amend.populateTransaction(workId, hash);
  const receipt = await write(colophon, wallet, call, { beforeSending: () => saveMetadata(folder, metadata) });
  return { work, metadataHash: hash, metadataPath: metadataFile(folder, hash), transactionHash: receipt.hash };
}
