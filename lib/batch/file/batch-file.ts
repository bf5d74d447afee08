import { getAddress, getBytes, hexlify, isAddress } from "ethers";
import { z } from "zod";

import type { Claim } from "../../chain/contracts/registration";
import { fromHex, toHex } from "../../hex";
import { HASH_BYTES, MerkleTrees, proofOf } from "../tree/merkle-tree";
import { allRows, bytesOf, type Database, eachRow, firstRow, notADatabase, numberOf, openDatabase } from "./database";
import { BATCH_FORMAT, BATCH_MODES, type BatchMode, NODES_PER_CHUNK, normalized, SCHEMA } from "./format";

const hash = z
  .instanceof(Uint8Array)
  .refine(({ length }) => length === HASH_BYTES, `is not ${HASH_BYTES} bytes`)
  .transform((bytes) => hexlify(bytes));
const address = z.string().refine((text) => isAddress(text) && getAddress(text) === text, "is not an EIP-55 address");

const headSchema = z.object({
  format: z.literal(BATCH_FORMAT),
  mode: z.enum(BATCH_MODES),
  chain_id: z.int(),
  registry: address,
  owner: address,
  source: z.string(),
  works: z.int().positive(),
  works_per_call: z.int().positive(),
  root: hash.nullable(),
});

/** What a batch is. */
export interface BatchHead {
  readonly mode: BatchMode;
  readonly chainId: number;
  readonly registry: string;
  readonly owner: string;
  /** Where the works came from, for people's eyes. */
  readonly source: string;
  /** How many works it has. */
  readonly works: number;
  /** How many works one transaction registers, in direct mode. */
  readonly worksPerCall: number;
  /** The root of the tree; undefined in direct mode. */
  readonly root: string | undefined;
}

/** What a transaction says of one work of a batch. */
interface ClaimedWork {
  readonly id: number;
  /** Where the source named it, from 1. */
  readonly line: number;
  readonly claim: Claim;
}

/** One work of a batch. */
export interface BatchWork extends ClaimedWork {
  /** Its path as the source gave it, or its content hash. */
  readonly name: string;
  /** In bytes; undefined where only the hash was given. */
  readonly size: number | undefined;
  /** 0x and 64 hex digits; undefined in direct mode. */
  readonly salt: string | undefined;
  /** RFC 8785 text. */
  readonly metadata: string;
}

/** What shows that a claim is in an anchor. */
export interface AnchorProof {
  readonly salt: string;
  readonly root: string;
  /** The siblings from the leaf to the root, 0x and 64 hex digits each. */
  readonly proof: readonly string[];
}

interface ClaimRow {
  readonly id: number;
  readonly line: number;
  readonly content_hash: unknown;
  readonly metadata_hash: unknown;
}

interface WorkRow extends ClaimRow {
  readonly name: string;
  readonly size: number | null;
  readonly salt: unknown;
  readonly metadata: string;
}

/**
 * A batch file may come from anybody: it holds the tables of the format as they are written here, so that no view and no
 * trigger can answer in their place.
 */
function requireOwnTables(database: Database): void {
  database.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
  const objects = allRows<{ sql: string }>(database, "SELECT sql FROM sqlite_schema");
  const foreign = objects.find(({ sql }) => !SCHEMA.has(normalized(sql)));
  if (foreign !== undefined)
    throw new Error(`it holds what no batch file has: ${normalized(foreign.sql).slice(0, 60)}`);
}

/** A batch file, open: claims, salts and tree, which never change once the file is there. */
export class BatchFile {
  readonly #chunks = new Map<number, Buffer>();
  /** The id of the last work of each call that was asked for. */
  readonly #lastIds = new Map<number, number>();

  private constructor(
    readonly path: string,
    readonly head: BatchHead,
    readonly database: Database,
  ) {}

  /** @throws ColophonError, exit code 2, where there is no such file or it is not a batch file of this version */
  static open(path: string, access: "read" | "write"): BatchFile {
    let database: Database | undefined;
    try {
      database = openDatabase(path, access);
      requireOwnTables(database);
      const row = headSchema.parse(database.prepare("SELECT * FROM batch").get([]));
      const { chain_id, works_per_call, root, ...others } = row;
      const head = { ...others, chainId: chain_id, worksPerCall: works_per_call, root: root ?? undefined };
      return new BatchFile(path, head, database);
    } catch (cause) {
      database?.close();
      throw notADatabase(path, cause);
    }
  }

  /** How many transactions register the batch. */
  get calls(): number {
    return this.head.mode === "anchor" ? 1 : Math.ceil(this.head.works / this.head.worksPerCall);
  }

  /** How many works the file really has, whatever it says. */
  get size(): number {
    return numberOf(this.database, "SELECT count(*) FROM works");
  }

  /** The work with this content; undefined where the batch has none. */
  find(contentHash: string): BatchWork | undefined {
    const [row] = allRows<WorkRow>(this.database, "SELECT * FROM works WHERE content_hash = ? LIMIT 1", [
      fromHex(contentHash),
    ]);
    if (row === undefined) return undefined;
    const work = this.workOf(row);
    // A proof is for the work that was asked for, or for none.
    if (work.claim.contentHash !== contentHash)
      throw notADatabase(this.path, "it gives another work than it has found");
    return work;
  }

  /** The work with this id, which the batch has. */
  work(id: number): BatchWork {
    const row = firstRow<WorkRow>(this.database, "SELECT * FROM works WHERE id = ?", [id]);
    if (row === undefined) throw notADatabase(this.path, `it has no work ${id}`);
    return this.workOf(row);
  }

  /** Every work, in the order of the source. */
  *works(): IterableIterator<BatchWork> {
    for (const row of eachRow<WorkRow>(this.database, "SELECT * FROM works ORDER BY id")) yield this.workOf(row);
  }

  /** The works that one transaction registers, in direct mode. @param call from 0 */
  worksOfCall(call: number): ClaimedWork[] {
    const { worksPerCall } = this.head;
    // Calls are asked for one after the other: where one ends the next begins, and nothing is counted from the start.
    const before = this.#lastIds.get(call - 1);
    const [after, skipped] = before === undefined ? [0, call * worksPerCall] : [before, 0];
    const page = "SELECT id, line, content_hash, metadata_hash FROM works WHERE id > ? ORDER BY id LIMIT ? OFFSET ?";
    const rows = allRows<ClaimRow>(this.database, page, [after, worksPerCall, skipped]);
    const works = rows.map((row) => this.claimOf(row));
    const last = works.at(-1);
    if (last !== undefined) this.#lastIds.set(call, last.id);
    return works;
  }

  /**
   * The proof of a work.
   * @throws Error where the tree does not have the work: the file was tampered with
   */
  async proofOf({ claim, salt }: BatchWork): Promise<AnchorProof> {
    const { root, works } = this.head;
    if (root === undefined || salt === undefined) throw new Error(`${this.path} is not a batch with a tree`);
    const leaf = getBytes((await MerkleTrees.load()).leafOfClaim({ claim, salt }));
    const proof = proofOf(leaf, works, (index) => this.node(index));
    if (proof === undefined) throw notADatabase(this.path, `its tree has no leaf for the work ${claim.contentHash}`);
    return { salt, root, proof: proof.map((node) => hexlify(node)) };
  }

  /** One node of the tree, the root first. */
  node(index: number): Buffer {
    const chunk = Math.floor(index / NODES_PER_CHUNK);
    const start = (index % NODES_PER_CHUNK) * HASH_BYTES;
    return this.chunk(chunk).subarray(start, start + HASH_BYTES);
  }

  close(): void {
    this.database.close();
  }

  private chunk(chunk: number): Buffer {
    const known = this.#chunks.get(chunk);
    if (known !== undefined) return known;
    const row = firstRow<{ hashes: Uint8Array }>(this.database, "SELECT hashes FROM nodes WHERE chunk = ?", [chunk]);
    const hashes = bytesOf(row?.hashes ?? Buffer.alloc(0));
    this.#chunks.set(chunk, hashes);
    return hashes;
  }

  private workOf(row: WorkRow): BatchWork {
    const { name, size, salt, metadata } = row;
    return {
      ...this.claimOf(row),
      name,
      metadata,
      size: size ?? undefined,
      salt: salt === null ? undefined : this.hashOf(salt, row),
    };
  }

  private claimOf(row: ClaimRow): ClaimedWork {
    const { id, line, content_hash, metadata_hash } = row;
    const [contentHash, metadataHash] = [this.hashOf(content_hash, row), this.hashOf(metadata_hash, row)];
    return { id, line, claim: { owner: this.head.owner, contentHash, metadataHash } };
  }

  /** A hash or a salt. @throws ColophonError where there is something else: the file was tampered with */
  private hashOf(value: unknown, { line }: ClaimRow): string {
    const bytes = value instanceof Uint8Array || value instanceof ArrayBuffer ? bytesOf(value) : undefined;
    if (bytes?.length !== HASH_BYTES) throw notADatabase(this.path, `line ${line} has no hash where one belongs`);
    return toHex(bytes);
  }
}
