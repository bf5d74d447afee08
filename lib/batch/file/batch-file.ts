import { getAddress, hexlify, isAddress } from "ethers";
import { z } from "zod";

import { HASH_BYTES, MerkleTrees, proofOf } from "../tree/merkle-tree";
import { allRows, bytesOf, type Database, firstRow, notADatabase, numberOf, openDatabase } from "./database";
import { BATCH_FORMAT, BATCH_MODES, type BatchMode, NODES_PER_CHUNK, normalized, SCHEMA } from "./format";
import {
  type BatchWork,
  type ClaimedWork,
  claimIn,
  type ClaimRow,
  rowWith,
  workIn,
  type WorkRow,
  worksAfter,
  worksWith,
} from "./work-rows";

export type { BatchWork } from "./work-rows";

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

/** Works that are read at once, where all are. */
const WORKS_AT_ONCE = 1_000;

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

/** What shows that a claim is in an anchor. */
export interface AnchorProof {
  readonly salt: string;
  readonly root: string;
  /** The siblings from the leaf to the root, 0x and 64 hex digits each. */
  readonly proof: readonly string[];
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
  /** The works that are expected to be asked for, by their content hashes. */
  #expected: ReadonlyMap<string, BatchWork> = new Map();

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

  /** Reads the works with some contents, which `find` is going to be asked for one by one. */
  expect(contentHashes: readonly string[]): void {
    this.#expected = new Map();
    try {
      this.#expected = worksWith(this.database, contentHashes, this.head.owner);
    } catch {
      // Whoever asks for one of them is told what is wrong with it.
    }
  }

  /** The work with this content; undefined where the batch has none. */
  find(contentHash: string): BatchWork | undefined {
    const expected = this.#expected.get(contentHash);
    if (expected !== undefined) return expected;
    const row = rowWith(this.database, contentHash);
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
  *works(): Generator<BatchWork> {
    for (let after = Number.MIN_SAFE_INTEGER; ; ) {
      const page = this.sound(() => worksAfter(this.database, after, WORKS_AT_ONCE, this.head.owner));
      const last = page.at(-1);
      if (last === undefined) return;
      yield* page;
      after = last.id;
    }
  }

  /** The works that one transaction registers, in direct mode. @param call from 0 */
  worksOfCall(call: number): ClaimedWork[] {
    const { worksPerCall } = this.head;
    // Calls are asked for one after the other: where one ends the next begins, and nothing is counted from the start.
    const before = this.#lastIds.get(call - 1);
    const [after, skipped] = before === undefined ? [0, call * worksPerCall] : [before, 0];
    const page = "SELECT id, line, content_hash, metadata_hash FROM works WHERE id > ? ORDER BY id LIMIT ? OFFSET ?";
    const rows = allRows<ClaimRow>(this.database, page, [after, worksPerCall, skipped]);
    const works = this.sound(() => rows.map((row) => claimIn(row, this.head.owner)));
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
    const leaf = (await MerkleTrees.load()).leafOfClaim({ claim, salt });
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
    return this.sound(() => workIn(row, this.head.owner));
  }

  /** @throws ColophonError where the file was tampered with */
  private sound<R>(read: () => R): R {
    try {
      return read();
    } catch (cause) {
      throw notADatabase(this.path, cause);
    }
  }
}
