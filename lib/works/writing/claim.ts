import { basename } from "node:path";

import type { BaseWallet } from "ethers";

import { BatchFile, type BatchWork } from "../../batch/file/batch-file";
import { listBatchFiles } from "../../batch/file/shelf";
import { requireSameRegistry } from "../../batch/run/same-registry";
import type { Colophon } from "../../chain/contracts/colophon";
import type { Claim } from "../../chain/contracts/registration";
import { explainRevert } from "../../chain/contracts/reverts";
import { formatTime } from "../../chain/rpc/time";
import { ColophonError } from "../../errors";
import { firstOf } from "../../first-of";
import { hashFile } from "../../hashing/hash-file";
import { parseMetadata } from "../../metadata/metadata";
import type { WorkRecord } from "../../store/records";
import type { AnchoredClaim } from "../home/anchored";
import { anchoredIn, requireAnchorMode } from "../home/in-batch";
import { knownAnchors } from "../home/known-anchors";
import { shelfOf } from "../home/shelf";
import { carryOut, type Registered } from "./carry-out";
import { waitForLaterSecond } from "./later-second";

/** A file to claim. */
export interface AnchoredFile {
  readonly file: string;
  /** The batch file; default: the one of the store that gives the work its earliest date. */
  readonly batch?: string | undefined;
  /** The folder of the store. */
  readonly home: string;
  /** Whether the batch file may give a later date than one of the store. */
  readonly laterDate?: boolean;
}

/**
 * Turns an anchored work into a title that has the anchor's time as its priority: of the account that signs where it has an
 * anchor of its own, else of the account that has the earliest. It can be killed and run again, as `carryOut` has it.
 * @throws ColophonError where no batch has the file, it is not anchored or is another registry's, where the store knows an
 * earlier date, or where the registry refuses
 */
export async function claimWork(
  colophon: Colophon,
  wallet: BaseWallet,
  { file, batch, home, laterDate = false }: AnchoredFile,
): Promise<Registered> {
  await requireSomeBatch(colophon, { batch, home }, file);
  const { contentHash, size } = await hashFile(file);
  const named = { contentHash, file: { name: basename(file), size }, home };
  if (batch !== undefined) return claimFrom(colophon, wallet, { ...named, path: file, batch, laterDate });

  const { anchored, unreadable } = await knownAnchors(colophon, home, contentHash);
  const claimed = anchored.find(({ owner }) => owner === wallet.address) ?? anchored[0];
  if (claimed !== undefined) return claimFrom(colophon, wallet, { ...named, batch: claimed.batch });
  throw notAnchored(`${file} (${contentHash})`, unreadable);
}

/** Sees that there is a batch file to claim from, before a large file is read. */
async function requireSomeBatch(
  colophon: Colophon,
  { batch: path, home }: Pick<AnchoredFile, "batch" | "home">,
  file: string,
): Promise<void> {
  if (path === undefined) {
    if ((await listBatchFiles(shelfOf(colophon, home))).length === 0) throw notAnchored(file, []);
    return;
  }
  const batch = BatchFile.open(path, "read");
  try {
    requireSameRegistry(batch, colophon);
    requireAnchorMode(batch);
  } finally {
    batch.close();
  }
}

function notAnchored(file: string, unreadable: readonly string[]): ColophonError {
  const why = unreadable.length === 0 ? "" : ` These could not be searched: ${firstOf(unreadable).join("; ")}`;
  return new ColophonError(`No anchored batch of this home has the file ${file}`, {
    code: "NotAnchored",
    advice: `Name a batch file that is elsewhere with --batch.${why}`,
    exitCode: 2,
  });
}

/** A work to claim from one batch file. */
export interface ClaimFrom {
  readonly contentHash: string;
  /** Its name and its size in bytes, for the record; default: what the batch file says. */
  readonly file?: WorkRecord["file"];
  /** The file, where one was named. */
  readonly path?: string;
  readonly batch: string;
  /** The folder of the store. */
  readonly home: string;
  /** False: a batch file that gives a later date than one of the store is refused. */
  readonly laterDate?: boolean;
}

/** As claimWork, from one batch file. */
export async function claimFrom(
  colophon: Colophon,
  wallet: BaseWallet,
  { contentHash, file, path, batch: batchPath, home, laterDate = true }: ClaimFrom,
): Promise<Registered> {
  const batch = BatchFile.open(batchPath, "read");
  try {
    const { registry } = colophon;
    requireSameRegistry(batch, colophon);
    const work = anchoredIn(batch, contentHash, path);
    const { claim, metadata } = work;
    const { salt, root, proof } = await batch.proofOf(work);
    const anchoredAt = Number(await registry.anchoredAt(root));
    // Not before: without an anchor, whoever reads the claim in a node could be first.
    if (anchoredAt === 0) {
      throw explainRevert(registry.interface.encodeErrorResult("WorkRegistryNotAnchored", [root]));
    }
    if (!laterDate) await requireEarliest(colophon, home, claim, { batch: batchPath, anchoredAt });
    const call = () => registry.registerAnchored.populateTransaction(claim, salt, root, [...proof]);
    await waitForLaterSecond(colophon.provider, anchoredAt);
    return await carryOut(colophon, wallet, {
      file: file ?? fileOf(work),
      claim,
      metadata: parseMetadata(metadata, batchPath),
      shelf: shelfOf(colophon, home),
      call,
      anchor: { root, salt, proof: [...proof], anchoredAt },
    });
  } finally {
    batch.close();
  }
}

function fileOf({ name, size }: BatchWork): WorkRecord["file"] {
  return { name: basename(name), ...(size === undefined ? {} : { size }) };
}

/** @throws ColophonError, exit code 2, where the store has an earlier anchor of the same owner */
async function requireEarliest(
  colophon: Colophon,
  home: string,
  { contentHash, owner }: Claim,
  { batch, anchoredAt }: Pick<AnchoredClaim, "batch" | "anchoredAt">,
): Promise<void> {
  const { anchored } = await knownAnchors(colophon, home, contentHash);
  const earlier = anchored.find((other) => other.owner === owner && other.anchoredAt < anchoredAt);
  if (earlier === undefined) return;
  const [named, better] = [formatTime(anchoredAt), formatTime(earlier.anchoredAt)];
  throw new ColophonError(`${batch} gives the work ${contentHash} the date ${named}, and ${earlier.batch} ${better}`, {
    code: "EarlierDateKnown",
    advice: "Leave --batch out, and the title has the earliest date. If you mean the later one, add --later-date.",
    exitCode: 2,
  });
}
