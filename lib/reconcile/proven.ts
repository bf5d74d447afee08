import { BatchFile } from "../batch/file/batch-file";
import { notADatabase } from "../batch/file/database";
import { listBatchFiles } from "../batch/file/shelf";
import { workPages } from "../batch/file/work-pages";
import { checkBatch } from "../batch/run/check";
import { isOfRegistry } from "../batch/run/same-registry";
import type { Colophon } from "../chain/contracts/colophon";
import type { OnProgress } from "../progress";
import type { Shelf } from "../store/records";

/** What batch files prove of works that may have no title. */
export interface Proven {
  /** By content hashes, 0x and 64 hex digits: the earliest anchor of each. */
  readonly claims: ReadonlyMap<string, ProvenClaim>;
  /** What is wrong with batch files, in words: what they say does not count. */
  readonly problems: readonly string[];
}

interface ProvenClaim {
  readonly owner: string;
  /** Unix seconds: the anchor's. */
  readonly since: number;
  readonly metadataHash: string;
}

/**
 * Proves all anchored batch files of a registry against the chain, each as a whole: its claims lead to its tree, and the tree
 * to a root that its owner has anchored.
 */
export async function proveBatches(colophon: Colophon, shelf: Shelf, onProgress: OnProgress): Promise<Proven> {
  const claims = new Map<string, ProvenClaim>();
  const problems: string[] = [];
  for (const path of await listBatchFiles(shelf)) {
    const problem = await takeIn(colophon, path, claims, onProgress);
    if (problem !== undefined) problems.push(problem);
  }
  return { claims, problems };
}

/** @returns why what the file says does not count */
async function takeIn(
  colophon: Colophon,
  path: string,
  claims: Map<string, ProvenClaim>,
  onProgress: OnProgress,
): Promise<string | undefined> {
  let batch: BatchFile | undefined;
  try {
    batch = BatchFile.open(path, "read");
    const { mode, owner } = batch.head;
    if (mode !== "anchor" || !isOfRegistry(batch, colophon)) return undefined;
    const { anchored, verified, problems } = await checkBatch(colophon, batch, onProgress);
    if (anchored === undefined || !verified) return `${path}: ${problems[0] ?? "is not on chain"}`;
    const since = anchored.anchoredAt;
    for (const page of workPages(batch)) {
      for (const [, , , contentHash, metadataHash] of page) {
        const known = claims.get(`0x${contentHash}`);
        if (known !== undefined && known.since <= since) continue;
        claims.set(`0x${contentHash}`, { owner, since, metadataHash: `0x${metadataHash}` });
      }
    }
    return undefined;
  } catch (error) {
    return notADatabase(path, error).message;
  } finally {
    batch?.close();
  }
}
