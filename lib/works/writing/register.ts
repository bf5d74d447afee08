import { basename } from "node:path";

import type { BaseWallet } from "ethers";

import { listBatchFiles } from "../../batch/file/shelf";
import { anchoredForOther } from "../../batch/run/anchored-for-other";
import type { Colophon } from "../../chain/contracts/colophon";
import { registrationRefusal } from "../../chain/contracts/may-register";
import { readTitle } from "../../chain/contracts/title";
import { ColophonError } from "../../errors";
import { hashFile } from "../../hashing/hash-file";
import { type Metadata, metadataHash } from "../../metadata/metadata";
import { hasWorks, workFolder } from "../../store/records";
import { knownAnchors } from "../home/known-anchors";
import { saidOf, type SayingOrder } from "../home/said";
import { shelfOf } from "../home/shelf";
import { carryOut, type Registered } from "./carry-out";
import { claimFrom } from "./claim";

/** A file to register, and what its owner says about it. */
export interface Registration extends SayingOrder {
  readonly file: string;
  readonly metadata: Metadata;
  /** The folder of the store. */
  readonly home: string;
  /** Whether the work is registered with today's date though the store knows an earlier one. */
  readonly laterDate?: boolean;
}

/**
 * Registers a file for the account that signs. A file that this account has anchored is claimed from its earliest anchor, with
 * the metadata that it was anchored with: its record has the anchor. It can be killed and run again, as `carryOut` has it.
 * @throws ColophonError where the file or the registry refuses, where the store knows an anchor of another account only, or
 * where nobody knows what became of the transaction
 */
export async function registerWork(
  colophon: Colophon,
  wallet: BaseWallet,
  { file, metadata: plain, home, laterDate = false, ...order }: Registration,
): Promise<Registered> {
  await requireRegistrant(colophon, wallet.address, home);
  const { contentHash, size } = await hashFile(file);
  const named = { name: basename(file), size };
  if (!laterDate) {
    const batch = await ownBatch(colophon, wallet.address, home, contentHash);
    if (batch !== undefined) return claimFrom(colophon, wallet, { contentHash, file: named, batch, home });
  }
  const shelf = shelfOf(colophon, home);
  const { metadata, keep } = await saidOf(colophon.provider, workFolder(shelf, contentHash), plain, order);
  const claim = { owner: wallet.address, contentHash, metadataHash: metadataHash(metadata) };
  return carryOut(colophon, wallet, {
    file: named,
    claim,
    metadata,
    keep,
    shelf,
    call: () => colophon.registry.register.populateTransaction(claim),
  });
}

/**
 * Sees that the registry takes works of an account, before a large file is read. Where the store has works, the file may be one
 * of them, whose title or anchor is there already: only its hash tells.
 */
async function requireRegistrant(colophon: Colophon, account: string, home: string): Promise<void> {
  const refusal = await registrationRefusal(colophon, account, "direct");
  if (refusal === undefined) return;
  const shelf = shelfOf(colophon, home);
  if (!(await hasWorks(shelf)) && (await listBatchFiles(shelf)).length === 0) throw refusal;
}

/**
 * Sees that a title of today does not lose an earlier date.
 * @param account the owner to be
 * @throws ColophonError, exit code 2, where the store has an anchor of the work
 */
export async function requireNoAnchor(
  colophon: Colophon,
  account: string,
  home: string,
  contentHash: string,
): Promise<void> {
  if ((await ownBatch(colophon, account, home, contentHash)) === undefined) return;
  throw new ColophonError(`The work ${contentHash} is anchored for ${account} already`, {
    code: "AnchoredAlready",
    advice: "Claim it, and the title has the anchor's time: npx hardhat work claim --file FILE",
    exitCode: 2,
  });
}

/**
 * The batch file with an account's earliest anchor of a work; undefined where there is none.
 * @throws ColophonError, exit code 2, where the work has no title and another account has anchored it
 */
async function ownBatch(
  colophon: Colophon,
  account: string,
  home: string,
  contentHash: string,
): Promise<string | undefined> {
  const { anchored } = await knownAnchors(colophon, home, contentHash);
  const own = anchored.find(({ owner }) => owner === account);
  const [earliest] = anchored;
  if (own !== undefined || earliest === undefined) return own?.batch;
  if ((await readTitle(colophon, BigInt(contentHash))) !== undefined) return undefined;
  throw anchoredForOther(
    contentHash,
    earliest,
    ` If the work is to have a title of today for ${account}, add --later-date.`,
  );
}
