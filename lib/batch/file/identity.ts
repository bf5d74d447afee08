import { createHash } from "node:crypto";

import { toHex } from "../../hex";
import { mapInOrder } from "../../in-order";
import { HASH_BYTES, type MerkleTrees, newNodes, type Nodes, type TreeHasher } from "../tree/merkle-tree";
import { BatchFile } from "./batch-file";
import { allRows, bytesOf, type Database, notADatabase } from "./database";
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
interface BatchIdentity {
  /** The name of the batch: only the same works, registered in the same way, have it. Salts are not in it. */
  readonly id: string;
  /** The nodes of its tree, of which the leaves are written, in the order of the works; none in direct mode. */
  readonly nodes: Nodes | undefined;
}

/** Works that are read at once: one row of a query takes libsql as long as the hashes of some ten works. */
const PAGE = 2048;
const PAGES_IN_FLIGHT = 6;

interface Page {
  readonly works: number;
  readonly last: number | null;
  /** Of each work the content hash and the metadata hash. */
  readonly hashes: Uint8Array | ArrayBuffer;
  readonly salts: Uint8Array | ArrayBuffer;
  /** How many of the works have a hash in each place where one belongs. */
  readonly sound: number | null;
}

/**
 * Reads all works of a batch.
 * @param works how many there are
 * @throws Error where there is no hash where one belongs: the file was tampered with
 */
export async function identify(
  database: Database,
  works: number,
  purpose: BatchPurpose,
  hasher: TreeHasher,
): Promise<BatchIdentity> {
  const { mode, chainId, registry, owner } = purpose;
  const digest = createHash("sha256").update(JSON.stringify([BATCH_FORMAT, mode, chainId, registry, owner]));
  if (works === 0) throw new Error("it has no work");
  const nodes = mode === "anchor" ? newNodes(works) : undefined;
  let node = works - 1;
  const hashed = mapInOrder(pagesOfWorks(database, mode), PAGES_IN_FLIGHT, async (page) => {
    const first = node;
    node += page.works;
    const hashes = bytesOf(page.hashes);
    digest.update(hashes);
    if (nodes !== undefined) await hasher.hashLeaves({ owner, hashes, salts: bytesOf(page.salts) }, nodes, first);
    return page.works;
  });
  let done = 0;
  for await (const count of hashed) done += count;
  if (done !== works) throw new Error(`it has ${done} works in order, and ${works} in all`);
  return { id: digest.digest("hex").slice(0, ID_DIGITS), nodes };
}

function* pagesOfWorks(database: Database, mode: BatchMode): Generator<Page> {
  const isHash = (column: string): string => `typeof(${column}) = 'blob' AND length(${column}) = ${HASH_BYTES}`;
  const query = `
    SELECT count(*) AS works, max(id) AS last,
      CAST(group_concat(content_hash || metadata_hash, '') AS BLOB) AS hashes,
      CAST(group_concat(salt, '') AS BLOB) AS salts,
      sum(${isHash("content_hash")} AND ${isHash("metadata_hash")} AND ${mode === "anchor" ? isHash("salt") : "1"}) AS sound
    FROM (SELECT id, content_hash, metadata_hash, salt FROM works WHERE id > ? ORDER BY id LIMIT ${PAGE})`;
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const [page] = allRows<Page>(database, query, [after]);
    if (typeof page?.last !== "number") return;
    if (page.sound !== page.works) throw new Error(`a work up to number ${page.last} has no hash where one belongs`);
    yield page;
    after = page.last;
  }
}

/**
 * Makes sure that a file is the batch that its name says: whoever registers it signs for what is in it.
 * @throws ColophonError, exit code 2, where it is damaged, or was put there by somebody else
 */
export async function requireBatch(path: string, id: string, trees: MerkleTrees, hasher: TreeHasher): Promise<void> {
  const batch = BatchFile.open(path, "read");
  try {
    const { works, root } = batch.head;
    const found = await identify(batch.database, batch.size, batch.head, hasher);
    if (found.nodes !== undefined) await trees.grow(found.nodes, hasher);
    const foundRoot = found.nodes && toHex(found.nodes.subarray(0, HASH_BYTES));
    if (found.id !== id || works !== batch.size || root !== foundRoot) {
      throw notADatabase(path, "its works are not those that its name stands for");
    }
  } catch (error) {
    throw notADatabase(path, error);
  } finally {
    batch.close();
  }
}
