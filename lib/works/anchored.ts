import { getBytes, hexlify } from "ethers";

import { type AnchorProof, BatchFile } from "../batch/file/batch-file";
import { notADatabase } from "../batch/file/database";
import { isByOwner, readAnchor } from "../batch/run/anchor-call";
import { isOfRegistry } from "../batch/run/same-registry";
import { MerkleTrees } from "../batch/tree/merkle-tree";
import type { Colophon } from "../chain/contracts/colophon";
import type { Claim } from "../chain/contracts/registration";
import { ColophonError } from "../errors";

/** A claim to a work that an anchor proves, with or without a title. */
export interface AnchoredClaim {
  /** The batch file. */
  readonly batch: string;
  readonly owner: string;
  readonly metadataHash: string;
  readonly root: string;
  /** Unix seconds, as the chain has it. */
  readonly anchoredAt: number;
}

/** What batch files say of a work. */
export interface AnchoredClaims {
  /** The oldest first. */
  readonly anchored: readonly AnchoredClaim[];
  /** What is wrong with the files that could not be searched; each sentence names its file. */
  readonly unreadable: readonly string[];
}

interface Proven extends AnchorProof {
  readonly claim: Claim;
}

/**
 * The anchored claims to a work in batch files. Files of other registries and direct batches have none. A file that cannot
 * be read does not keep the others from being searched.
 */
export async function findAnchored(
  colophon: Colophon,
  contentHash: string,
  batches: readonly string[],
): Promise<AnchoredClaims> {
  const anchored: AnchoredClaim[] = [];
  const unreadable: string[] = [];
  for (const path of batches) {
    const found = await findProof(colophon, contentHash, path);
    if (found instanceof ColophonError) unreadable.push(found.message);
    else if (found !== undefined) anchored.push(...(await askRegistry(colophon, path, found)));
  }
  return { anchored: anchored.sort((a, b) => a.anchoredAt - b.anchoredAt), unreadable };
}

/** The claim in a batch file and its proof; undefined where it has none, an error where the file cannot be read. */
async function findProof(
  colophon: Colophon,
  contentHash: string,
  path: string,
): Promise<Proven | ColophonError | undefined> {
  let batch: BatchFile | undefined;
  try {
    batch = BatchFile.open(path, "read");
    const hasLeaf = isOfRegistry(batch, colophon) && batch.head.mode === "anchor";
    const work = hasLeaf ? batch.find(contentHash) : undefined;
    return work === undefined ? undefined : { claim: work.claim, ...(await batch.proofOf(work)) };
  } catch (error) {
    return notADatabase(path, error);
  } finally {
    batch?.close();
  }
}

/** What the chain makes of a proof: one claim, or none. */
async function askRegistry(colophon: Colophon, batch: string, { claim, ...proof }: Proven): Promise<AnchoredClaim[]> {
  const anchoredAt = await provenAt(colophon, claim, proof);
  const { owner, metadataHash } = claim;
  return anchoredAt === undefined ? [] : [{ batch, owner, metadataHash, root: proof.root, anchoredAt }];
}

/**
 * Since when a claim is proven, in Unix seconds; undefined where it is not. The proof is checked here, and the node is asked
 * for the root only: the salt is shown to nobody.
 */
async function provenAt(
  colophon: Colophon,
  claim: Claim,
  { salt, root, proof }: AnchorProof,
): Promise<number | undefined> {
  const trees = await MerkleTrees.load();
  const leaf = getBytes(trees.leafOfClaim({ claim, salt }));
  const siblings = proof.map((node) => getBytes(node));
  if (hexlify(trees.rootOf(leaf, siblings)) !== root) return undefined;

  const anchored = await readAnchor(colophon, root);
  if (anchored === undefined || !(await isByOwner(colophon, claim.owner, anchored.account))) return undefined;
  return anchored.anchoredAt;
}
