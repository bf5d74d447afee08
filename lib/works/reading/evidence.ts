import { getAddress } from "ethers";

import { BatchFile } from "../../batch/file/batch-file";
import { isByOwner, readAnchor } from "../../batch/run/anchor-call";
import { requireSameRegistry } from "../../batch/run/same-registry";
import { MerkleTrees } from "../../batch/tree/merkle-tree";
import type { Colophon } from "../../chain/contracts/colophon";
import { explainRevert } from "../../chain/contracts/reverts";
import { readTitle } from "../../chain/contracts/title";
import { ColophonError } from "../../errors";
import { firstOf } from "../../first-of";
import { hashBytes } from "../../hashing/hash-bytes";
import { fromHex, toHex } from "../../hex";
import { type Evidence, EVIDENCE_FORMAT } from "../../store/evidence";
import { hasRecord, recordFile, workFolder } from "../../store/records";
import type { ProvenClaim } from "../home/anchored";
import { anchoredIn } from "../home/in-batch";
import { knownAnchors } from "../home/known-anchors";
import { shelfOf } from "../home/shelf";
import { compare } from "./compare";

/** A work whose evidence is wanted. */
export interface EvidenceOrder {
  readonly contentHash: string;
  /** The batch file; default: the one of the store that gives the work its earliest date. */
  readonly batch?: string | undefined;
  /** The folder of the store. */
  readonly home: string;
}

/**
 * The evidence of an anchored work, checked as a reader will check it: against the chain, and without the store.
 * @throws ColophonError where no batch has the work, or its anchor proves nothing
 */
export async function evidenceOf(colophon: Colophon, { contentHash, batch, home }: EvidenceOrder): Promise<Evidence> {
  const file = BatchFile.open(batch ?? (await earliestBatch(colophon, contentHash, home)), "read");
  try {
    requireSameRegistry(file, colophon);
    const work = anchoredIn(file, contentHash, undefined);
    const { salt, root, proof } = await file.proofOf(work);
    const anchored = await readAnchor(colophon, root);
    if (anchored === undefined) {
      throw explainRevert(colophon.registry.interface.encodeErrorResult("WorkRegistryNotAnchored", [root]));
    }
    const { account, anchoredAt, block } = anchored;
    const evidence: Evidence = {
      format: EVIDENCE_FORMAT,
      claim: work.claim,
      metadata: work.metadata,
      proof: { salt, siblings: [...proof] },
      anchor: {
        chainId: Number(colophon.chainId),
        registry: colophon.deployment.WorkRegistry.address,
        ...{ root, account, anchoredAt, blockNumber: block },
      },
    };
    const { differences } = await checkEvidence(colophon, contentHash, evidence);
    if (differences.length === 0) return evidence;
    throw new ColophonError(`${file.path} does not prove the work ${contentHash}: ${differences.join("; ")}`, {
      code: "BatchProvesNothing",
      advice: "See what is wrong with it: npx hardhat batch check --batch BATCH_FILE",
      exitCode: 3,
    });
  } finally {
    file.close();
  }
}

/** @throws ColophonError where the store has no anchored batch with the work */
async function earliestBatch(colophon: Colophon, contentHash: string, home: string): Promise<string> {
  const { anchored, unreadable } = await knownAnchors(colophon, home, contentHash);
  const [earliest] = anchored;
  if (earliest !== undefined) return earliest.batch;

  const why = unreadable.length === 0 ? "" : ` These could not be searched: ${firstOf(unreadable).join("; ")}`;
  if ((await readTitle(colophon, BigInt(contentHash))) === undefined) {
    throw new ColophonError(`No anchored batch of this home has the work ${contentHash}`, {
      code: "NotAnchored",
      advice: `Name a batch file that is elsewhere with --batch.${why}`,
      exitCode: 2,
    });
  }
  const folder = workFolder(shelfOf(colophon, home), contentHash);
  const record = (await hasRecord(folder)) ? `Hand over its record: ${recordFile(folder)}` : undefined;
  throw new ColophonError(`The work ${contentHash} has a title, and no anchored batch of this home has it`, {
    code: "TitleIsEvidence",
    advice: `${record ?? "Whoever has the file sees the title with: npx hardhat work verify --file FILE"}${why}`,
    exitCode: 2,
  });
}

/** What became of the check of evidence. */
export interface CheckedEvidence {
  /** What it proves of the file; undefined where it proves nothing. */
  readonly proven: ProvenClaim | undefined;
  /** What is not as it says, in words. */
  readonly differences: readonly string[];
}

/**
 * Checks evidence against a file's content and the chain. The way to the root is hashed here, so that the node does not see the
 * salt.
 * @param contentHash the file's
 */
export async function checkEvidence(
  colophon: Colophon,
  contentHash: string,
  { claim, metadata, proof, anchor }: Evidence,
): Promise<CheckedEvidence> {
  const { root } = anchor;
  const trees = await MerkleTrees.load();
  const leaf = trees.leafOfClaim({ claim, salt: proof.salt });
  const reached = toHex(trees.rootOf(leaf, proof.siblings.map(fromHex)));
  const found = await readAnchor(colophon, root);
  const owner = getAddress(claim.owner.toLowerCase());
  const isOwn = found !== undefined && (await isByOwner(colophon, owner, found.account));
  const isProven = isOwn && reached === root && claim.contentHash === contentHash;
  return {
    proven: isProven ? { owner, metadataHash: claim.metadataHash, root, anchoredAt: found.anchoredAt } : undefined,
    differences: compare("evidence", [
      ["content hash", claim.contentHash, contentHash],
      ["metadata hash", claim.metadataHash, hashBytes(metadata)],
      ["chain id", anchor.chainId, Number(colophon.chainId)],
      ["registry", anchor.registry, colophon.deployment.WorkRegistry.address],
      ["root of its claim, salt and siblings", root, reached],
      ["owner", owner, isOwn ? owner : found?.account],
      ["anchored by", anchor.account, found?.account],
      ["time of the anchor", anchor.anchoredAt, found?.anchoredAt],
      ["block", anchor.blockNumber, found?.block],
    ]),
  };
}
