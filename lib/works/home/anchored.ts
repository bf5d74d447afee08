import { BatchFile } from "../../batch/file/batch-file";
import { notADatabase } from "../../batch/file/database";
import type { Anchored } from "../../batch/file/ledger";
import { isByOwner, readAnchor } from "../../batch/run/anchor-call";
import { isOfRegistry } from "../../batch/run/same-registry";
import { CheckedTree } from "../../batch/tree/checked-tree";
import { MerkleTrees } from "../../batch/tree/merkle-tree";
import type { Colophon } from "../../chain/contracts/colophon";
import type { Claim } from "../../chain/contracts/registration";
import { ColophonError } from "../../errors";
import { fromHex } from "../../hex";

/** A claim to a work that an anchor proves, with or without a title. */
export interface ProvenClaim {
  readonly owner: string;
  readonly metadataHash: string;
  readonly root: string;
  /** Unix seconds, as the chain has it. */
  readonly anchoredAt: number;
}

/** The same, by a batch file. */
export interface AnchoredClaim extends ProvenClaim {
  /** The batch file. */
  readonly batch: string;
}

/** What batch files say of a work. */
export interface AnchoredClaims {
  /** The oldest first. */
  readonly anchored: readonly AnchoredClaim[];
  /** What is wrong with the files that could not be searched; each sentence names its file. */
  readonly unreadable: readonly string[];
}

/** Batch files that are open, and what the chain says of their roots: of each it is asked once. */
export class OpenBatches {
  readonly #files = new Map<string, BatchFile | ColophonError>();
  readonly #anchors = new Map<string, Promise<Anchored | undefined>>();
  readonly #trees = new Map<BatchFile, CheckedTree>();

  constructor(readonly colophon: Colophon) {}

  /** A batch file; an error where it cannot be read. */
  open(path: string): BatchFile | ColophonError {
    const known = this.#files.get(path) ?? openOrWhy(path);
    this.#files.set(path, known);
    return known;
  }

  /** Reads ahead what will be asked of some works. @param batches the paths of batch files, by the content hashes of works */
  expect(batches: ReadonlyMap<string, readonly string[]>): void {
    const hashes = new Map<string, string[]>();
    for (const [contentHash, paths] of batches) {
      for (const path of paths) {
        const some = hashes.get(path) ?? [];
        some.push(contentHash);
        hashes.set(path, some);
      }
    }
    for (const [path, some] of hashes) {
      const batch = this.open(path);
      if (batch instanceof BatchFile) batch.expect(some);
    }
  }

  /** What the chain says of a root; undefined where the owner of its claims has not anchored it. */
  async anchorOf(root: string, owner: string): Promise<Anchored | undefined> {
    const key = `${root} ${owner}`;
    const known = this.#anchors.get(key) ?? ownAnchor(this.colophon, root, owner);
    this.#anchors.set(key, known);
    return known;
  }

  /** The tree of an anchored batch file. */
  treeOf(batch: BatchFile, root: string, trees: MerkleTrees): CheckedTree {
    const known =
      this.#trees.get(batch) ?? new CheckedTree(trees, batch.head.works, (index) => batch.node(index), fromHex(root));
    this.#trees.set(batch, known);
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
      const found = await findProven(files, contentHash, path);
      if (found instanceof ColophonError) unreadable.push(found.message);
      else if (found !== undefined) anchored.push(...(await askRegistry(files, path, found)));
    }
  } finally {
    if (open === undefined) files.close();
  }
  return { anchored: anchored.sort((a, b) => a.anchoredAt - b.anchoredAt), unreadable };
}

interface Proven {
  readonly claim: Claim;
  readonly root: string;
}

/**
 * The claim in a batch file, where the file's tree leads from it to the root; an error where the file cannot be read. The
 * proof is checked here, and the node is asked for the root only: the salt is shown to nobody.
 */
async function findProven(
  open: OpenBatches,
  contentHash: string,
  path: string,
): Promise<Proven | ColophonError | undefined> {
  const batch = open.open(path);
  if (batch instanceof ColophonError) return batch;
  try {
    const { mode, root } = batch.head;
    const hasLeaf = isOfRegistry(batch, open.colophon) && mode === "anchor";
    const work = hasLeaf ? batch.find(contentHash) : undefined;
    if (work === undefined) return undefined;
    const { claim, salt } = work;
    if (root === undefined || salt === undefined) throw new Error("it has no tree");
    const trees = await MerkleTrees.load();
    const isRight = open.treeOf(batch, root, trees).leadsToRoot(trees.leafOfClaim({ claim, salt }));
    if (isRight === undefined) throw new Error(`its tree has no leaf for the work ${contentHash}`);
    return isRight ? { claim, root } : undefined;
  } catch (error) {
    return notADatabase(path, error);
  }
}

/** What the chain makes of a claim that leads to a root: one anchored claim, or none. */
async function askRegistry(open: OpenBatches, batch: string, { claim, root }: Proven): Promise<AnchoredClaim[]> {
  const { owner, metadataHash } = claim;
  const anchoredAt = (await open.anchorOf(root, owner))?.anchoredAt;
  return anchoredAt === undefined ? [] : [{ batch, owner, metadataHash, root, anchoredAt }];
}
