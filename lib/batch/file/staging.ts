import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { hashBytes } from "../../hashing/hash-bytes";
import { fromHex } from "../../hex";
import { publish } from "../../store/publish";
import { HASH_BYTES, MerkleTrees, type Nodes, type TreeHasher } from "../tree/merkle-tree";
import { ContentHeads } from "./content-heads";
import { allRows, createScratchDatabase, type Database, firstRow } from "./database";
import { BATCH_FORMAT, BATCH_TABLES, type BatchMode, NODES_PER_CHUNK, WORKS_INDEX, WORKS_TABLE } from "./format";
import { identify, requireBatch } from "./identity";
import { headOf, headsIn, type PackedRows } from "./packed-rows";
import { RowUnpacker } from "./row-unpacker";
import type { BatchTarget, Content, Described, StagedWork, UnhashedRow } from "./staged";

export type { StagedRow } from "./packed-rows";
export type { BatchTarget, Content, Described, StagedWork, UnhashedRow } from "./staged";

/** A batch file in the making. Nothing of it counts before it is sealed; a run that dies leaves it to be thrown away. */
export class Staging {
  readonly #path: string;
  readonly #database: Database;
  readonly #mode: BatchMode;
  readonly #unpacker: RowUnpacker;
  readonly #heads = new ContentHeads();
  #size = 0;
  #unhashedBytes = 0;
  #hasIndex = false;

  private constructor(path: string, mode: BatchMode) {
    this.#path = path;
    this.#mode = mode;
    this.#database = createScratchDatabase(path);
    this.#unpacker = new RowUnpacker(this.#database);
    this.#database.exec(`${WORKS_TABLE}; BEGIN`);
  }

  /** Begins anew, whatever an earlier run left. @param folder where the batch file will be */
  static async begin(folder: string, mode: BatchMode): Promise<Staging> {
    const path = join(folder, "staging.sqlite");
    await rm(path, { force: true });
    return new Staging(path, mode);
  }

  /** Takes rows in, each with a salt of its own. */
  add(rows: PackedRows): void {
    this.#unpacker.insert(rows, this.#mode === "anchor" ? randomBytes(rows.count * HASH_BYTES) : null);
    this.#heads.add(headsIn(rows));
    this.#size += rows.count;
    this.#unhashedBytes += rows.unhashedBytes;
  }

  /** How many rows there are. */
  get size(): number {
    return this.#size;
  }

  /** How many bytes were to be hashed when the rows were added. */
  get unhashedBytes(): number {
    return this.#unhashedBytes;
  }

  /** The next rows whose files are to be hashed. @param after the id of the last one seen */
  unhashed(after: number, limit: number): UnhashedRow[] {
    const page = "SELECT id, line, name, size FROM works WHERE content_hash IS NULL AND id > ? ORDER BY id LIMIT ?";
    return allRows(this.#database, page, [after, limit]);
  }

  /** Notes the hash of a row's file and its size in bytes. */
  setHash(id: number, contentHash: string, size: number): void {
    const bytes = fromHex(contentHash);
    this.#database.prepare("UPDATE works SET content_hash = ?, size = ? WHERE id = ?").run([bytes, size, id]);
    this.#heads.add(headOf(bytes));
  }

  /** Rows whose content an earlier row has. To be asked once, when every row has its hash. */
  duplicates(): (Content & { first: Pick<Content, "line" | "name"> })[] {
    if (!this.#heads.hasTwins()) return [];
    this.makeIndex();
    return allRows<Content & { firstLine: number; firstName: string }>(
      this.#database,
      `WITH twice AS MATERIALIZED (
         SELECT content_hash, min(id) AS id FROM works GROUP BY content_hash HAVING count(*) > 1)
       SELECT works.id, works.line, works.name, firsts.line AS firstLine, firsts.name AS firstName,
              lower(hex(works.content_hash)) AS hash FROM twice
         JOIN works AS firsts ON firsts.id = twice.id
         JOIN works ON works.content_hash = twice.content_hash AND works.id <> twice.id
       ORDER BY works.id`,
    ).map(({ firstLine, firstName, ...copy }) => ({ ...copy, first: { line: firstLine, name: firstName } }));
  }

  /** The contents of the rows, some at a time. To be asked when every row has its hash. */
  *contents(limit: number): Generator<Described[]> {
    const query = `SELECT id, line, name, lower(hex(content_hash)) AS hash, lower(hex(metadata_hash)) AS metadataHash
      FROM works WHERE id > ? ORDER BY id LIMIT ?`;
    for (let after = Number.MIN_SAFE_INTEGER; ; ) {
      const page = allRows<Described>(this.#database, query, [after, limit]);
      const last = page.at(-1);
      if (last === undefined) return;
      yield page;
      after = last.id;
    }
  }

  /** All rows, for people's eyes. To be asked when every row has its hash. */
  works(): StagedWork[] {
    const query = `SELECT id, line, name, '0x' || lower(hex(content_hash)) AS contentHash, metadata FROM works ORDER BY id`;
    return allRows(this.#database, query);
  }

  /** A row's metadata, as canonical text. */
  metadataOf(id: number): string {
    const query = "SELECT metadata FROM works WHERE id = ?";
    return firstRow<{ metadata: string }>(this.#database, query, [id])?.metadata ?? "";
  }

  /** Puts other metadata in the place of a row's. @param change of the canonical text */
  changeMetadata(id: number, change: (metadata: string) => string): void {
    const metadata = change(this.metadataOf(id));
    const update = "UPDATE works SET metadata = ?, metadata_hash = ? WHERE id = ?";
    this.#database.prepare(update).run([metadata, fromHex(hashBytes(metadata)), id]);
  }

  /** Whether there is a batch file of the same works already. */
  async isBatch(target: BatchTarget, hasher: TreeHasher): Promise<boolean> {
    const { id } = await identify(this.#database, this.#size, target, hasher);
    return existsSync(join(dirname(this.#path), `${id}.sqlite`));
  }

  remove(id: number): void {
    this.#database.prepare("DELETE FROM works WHERE id = ?").run([id]);
    this.#size -= 1;
  }

  /**
   * Makes the batch file of the rows: the tree is built, all is on the disk, and the file has its name. Where there is a
   * file of that name, the same works were begun before: it stays as it is, with its salts.
   * @param hasher who makes the leaves and the tree; default: this thread
   * @returns the path of the batch file
   * @throws ColophonError, exit code 2, where the file of that name is another batch, or damaged
   */
  async seal(target: BatchTarget, hasher?: TreeHasher): Promise<string> {
    const trees = await MerkleTrees.load();
    const { id, nodes } = await identify(this.#database, this.#size, target, hasher ?? trees);
    const path = join(dirname(this.#path), `${id}.sqlite`);
    if (existsSync(path)) {
      await requireBatch(path, id, trees, hasher ?? trees);
      await this.discard();
      return path;
    }

    const growing = nodes === undefined ? undefined : trees.grow(nodes, hasher ?? trees);
    // Meanwhile: it takes this thread about as long.
    await Promise.all([growing, Promise.resolve().then(() => this.makeIndex())]);
    this.complete(target, nodes);
    this.#database.exec("COMMIT");
    this.#database.close();
    await publish(this.#path, path);
    return path;
  }

  /** Throws it away. */
  async discard(): Promise<void> {
    this.#database.close();
    await rm(this.#path, { force: true });
  }

  private makeIndex(): void {
    if (!this.#hasIndex) this.#database.exec(WORKS_INDEX);
    this.#hasIndex = true;
  }

  /** Writes all but the works. */
  private complete(target: BatchTarget, nodes: Nodes | undefined): void {
    const { mode, chainId, registry, owner, source, worksPerCall } = target;
    this.#database.exec(BATCH_TABLES);
    const root = nodes?.slice(0, HASH_BYTES) ?? null;
    this.#database
      .prepare("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run([BATCH_FORMAT, mode, chainId, registry, owner, source, this.size, worksPerCall, root]);
    if (nodes === undefined) return;
    const insert = this.#database.prepare("INSERT INTO nodes VALUES (?, ?)");
    const chunkBytes = NODES_PER_CHUNK * HASH_BYTES;
    for (let start = 0; start < nodes.length; start += chunkBytes) {
      insert.run([start / chunkBytes, nodes.subarray(start, start + chunkBytes)]);
    }
  }
}
