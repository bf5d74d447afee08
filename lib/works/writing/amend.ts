import { type BaseWallet, ZeroHash } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { explain } from "../../chain/contracts/failures";
import { explainRevert } from "../../chain/contracts/reverts";
import { readTitle } from "../../chain/contracts/title";
import { write } from "../../chain/sending/write";
import { formatWorkId } from "../../hashing/work-id";
import { type Metadata, metadataHash } from "../../metadata/metadata";
import { metadataFile, saveMetadata, workFolder } from "../../store/records";
import { knownAnchors } from "../home/known-anchors";
import { saidOf } from "../home/said";
import { shelfOf } from "../home/shelf";

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
 * Sees that other metadata of a work would be taken, before anybody looks for what they are: no metadata mend a title that is held,
 * or another's. An anchored work passes, whose title is made first.
 * @param home the folder of the store
 * @throws ColophonError where they would not
 */
export async function requireMayAmend(
  colophon: Colophon,
  account: string,
  workId: bigint,
  home: string,
): Promise<void> {
  const { registry } = colophon;
  if ((await readTitle(colophon, workId)) === undefined) {
    if ((await knownAnchors(colophon, home, formatWorkId(workId))).anchored.length > 0) return;
    throw explainRevert(registry.interface.encodeErrorResult("WorkRegistryNotRegistered", [workId]));
  }
  try {
    // The registry looks at no metadata: any hash will do.
    await registry.amend.staticCall(workId, ZeroHash, { from: account });
  } catch (error) {
    throw explain(error) ?? error;
  }
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
