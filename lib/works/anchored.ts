import { getBytes, hexlify } from "ethers";

import { type AnchorProof, BatchFile } from "../batch/file/batch-file";
import { notADatabase } from "../batch/file/database";
import type { Anchored } from "../batch/file/ledger";
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

/** Batch files that are open, and what the chain says of their roots: of each it is asked once. */
export class OpenBatches {
  readonly #files = new Map<string, BatchFile | ColophonError>();
  readonly #anchors = new Map<string, Promise<Anchored | undefined>>();

  constructor(private readonly colophon: Colophon) {}

  /** A batch file; an error where it cannot be read. */
  open(path: string): BatchFile | ColophonError {
    const known = this.#files.get(path) ?? openOrWhy(path);
    this.#files.set(path, known);
    return known;
  }

  /** What the chain says of a root; undefined where the owner of its claims has not anchored it. */
  async anchorOf(root: string, owner: string): Promise<Anchored | undefined> {
    const key = `${root} ${owner}`;
    const known = this.#anchors.get(key) ?? ownAnchor(this.colophon, root, owner);
    this.#anchors.set(key, known);
    return known;
  }

  close(): void {
    for (const file of this.#files.values()) if (file instanceof BatchFile) file.close();
  }
}

function openOrWhy(path: string): BatchFile | ColophonError {
  try {
    return BatchFile.open(path, "read");
  } catch (error) {
    return notADatabase(path, error);
  }
}

async function ownAnchor(colophon: Colophon, root: string, owner: string): Promise<Anchored | undefined> {
  const anchored = await readAnchor(colophon, root);
  return anchored !== undefined && (await isByOwner(colophon, owner, anchored.account)) ? anchored : undefined;
}

/**
 * The anchored claims to a work in batch files. Files of other registries and direct batches have none. A file that cannot
 * be read does not keep the others from being searched.
 * @param open default: they are opened and closed for this work alone
 */
export async function findAnchored(
  colophon: Colophon,
  contentHash: string,
  batches: readonly string[],
  open?: OpenBatches,
): Promise<AnchoredClaims> {
  const files = open ?? new OpenBatches(colophon);
  const anchored: AnchoredClaim[] = [];
  const unreadable: string[] = [];
  try {
    for (const path of batches) {
      const found = await findProof(colophon, contentHash, files.open(path));
      if (found instanceof ColophonError) unreadable.push(found.message);
      else if (found !== undefined) anchored.push(...(await askRegistry(files, path, found)));
    }
  } finally {
    if (open === undefined) files.close();
  }
  return { anchored: anchored.sort((a, b) => a.anchoredAt - b.anchoredAt), unreadable };
}

/** The claim in a batch file and its proof; undefined where it has none, an error where the file cannot be read. */
async function findProof(
  colophon: Colophon,
  contentHash: string,
  batch: BatchFile | ColophonError,
): Promise<Proven | ColophonError | undefined> {
  if (batch instanceof ColophonError) return batch;
  try {
    const hasLeaf = isOfRegistry(batch, colophon) && batch.head.mode === "anchor";
    const work = hasLeaf ? batch.find(contentHash) : undefined;
    return work === undefined ? undefined : { claim: work.claim, ...(await batch.proofOf(work)) };
  } catch (error) {
    return notADatabase(batch.path, error);
  }
}

/** What the chain makes of a proof: one claim, or none. */
async function askRegistry(open: OpenBatches, batch: string, { claim, ...proof }: Proven): Promise<AnchoredClaim[]> {
  const anchoredAt = await provenAt(open, claim, proof);
  const { owner, metadataHash } = claim;
  return anchoredAt === undefined ? [] : [{ batch, owner, metadataHash, root: proof.root, anchoredAt }];
}

/**
 * Since when a claim is proven, in Unix seconds; undefined where it is not. The proof is checked here, and the node is asked
 * for the root only: the salt is shown to nobody.
 */
async function provenAt(
  open: OpenBatches,
  claim: Claim,
  { salt, root, proof }: AnchorProof,
): Promise<number | undefined> {
  const trees = await MerkleTrees.load();
  const leaf = getBytes(trees.leafOfClaim({ claim, salt }));
  const siblings = proof.map((node) => getBytes(node));
  if (hexlify(trees.rootOf(leaf, siblings)) !== root) return undefined;

  return (await open.anchorOf(root, claim.owner))?.anchoredAt;
}
