import type { BaseWallet } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { write } from "../chain/sending/write";
import { formatWorkId } from "../hashing/work-id";
import { type Metadata, metadataHash } from "../metadata/metadata";
import { metadataFile, saveMetadata, workFolder } from "../store/records";
import { saidOf } from "./said";
import { shelfOf } from "./shelf";

/** A work, and what its owner says about it from now on. */
export interface Amendment {
  readonly workId: bigint;
  readonly metadata: Metadata;
  /** The fields that become salted digests, so that each can be withheld later. */
  readonly redactable?: readonly string[] | undefined;
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
 * @throws ColophonError where a field cannot be a digest, the registry refuses, or nobody knows what became of the transaction
 */
export async function amendWork(
  colophon: Colophon,
  wallet: BaseWallet,
  { workId, metadata: plain, redactable, home }: Amendment,
): Promise<Amended> {
  const work = formatWorkId(workId);
  const folder = workFolder(shelfOf(colophon, home), work);
  const { metadata, keep } = await saidOf(colophon.provider, folder, plain, { redactable });
  const hash = metadataHash(metadata);
  const call = colophon.registry.amend.populateTransaction(workId, hash);
  const beforeSending = async (): Promise<void> => {
    await keep();
    await saveMetadata(folder, metadata);
  };
  const receipt = await write(colophon, wallet, call, { beforeSending });
  return { work, metadataHash: hash, metadataPath: metadataFile(folder, hash), transactionHash: receipt.hash };
}
