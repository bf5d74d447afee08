import { createHash } from "node:crypto";

import { getBytes, hexlify } from "ethers";

import { HASH_BYTES, type MerkleTrees } from "../tree/merkle-tree";
import { BatchFile } from "./batch-file";
import { bytesOf, type Database, eachRow, notADatabase, numberOf } from "./database";
import { BATCH_FORMAT, type BatchMode } from "./format";

/** Digits of the batch's name: enough that no two batches of one owner ever share one. */
const ID_DIGITS = 32;

/** What a batch is registered as: what its name says beside its works. */
export interface BatchPurpose {
  readonly mode: BatchMode;
  readonly chainId: number;
  readonly registry: string;
  readonly owner: string;
}

/** What the works of a batch lead to. */
export interface BatchIdentity {
  /** The name of the batch: only the same works, registered in the same way, have it. Salts are not in it. */
  readonly id: string;
  /** The leaves of its tree, 32 bytes each, in the order of the works; none in direct mode. */
  readonly leaves: Buffer;
}

interface HashedColumns {
  readonly content_hash: Uint8Array | ArrayBuffer;
  readonly metadata_hash: Uint8Array | ArrayBuffer;
  readonly salt: Uint8Array | ArrayBuffer | null;
}

/** Reads all works of a batch. */
export function identify(database: Database, purpose: BatchPurpose, trees: MerkleTrees): BatchIdentity {
  const { mode, chainId, registry, owner } = purpose;
  const rows = eachRow<HashedColumns>(database, "SELECT content_hash, metadata_hash, salt FROM works ORDER BY id");
  const digest = createHash("sha256").update(JSON.stringify([BATCH_FORMAT, mode, chainId, registry, owner]));
  const size = numberOf(database, "SELECT count(*) FROM works");
  const leaves = Buffer.alloc(mode === "anchor" ? size * HASH_BYTES : 0);
  const ownerBytes = getBytes(owner);
  let offset = 0;
  for (const row of rows) {
    const contentHash = bytesOf(row.content_hash);
    const metadataHash = bytesOf(row.metadata_hash);
    digest.update(contentHash).update(metadataHash);
    if (row.salt === null) continue;
    leaves.set(trees.leafOf(ownerBytes, contentHash, metadataHash, bytesOf(row.salt)), offset);
    offset += HASH_BYTES;
  }
  return { id: digest.digest("hex").slice(0, ID_DIGITS), leaves };
}

/**
 * Makes sure that a file is the batch that its name says: whoever registers it signs for what is in it.
 * @throws ColophonError, exit code 2, where it is damaged, or was put there by somebody else
 */
export function requireBatch(path: string, id: string, trees: MerkleTrees): void {
  const batch = BatchFile.open(path, "read");
  try {
    const { works, root } = batch.head;
    const found = identify(batch.database, batch.head, trees);
    const foundRoot =
      found.leaves.length === 0 ? undefined : hexlify(trees.build(found.leaves).subarray(0, HASH_BYTES));
    if (found.id !== id || works !== batch.size || root !== foundRoot) {
      throw notADatabase(path, "its works are not those that its name stands for");
    }
  } catch (error) {
    throw notADatabase(path, error);
  } finally {
    batch.close();
  }
}
