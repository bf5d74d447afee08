import { join, relative } from "node:path";

import { allRows, firstRow } from "../batch/file/database";
import type { Dated, Earlier } from "../batch/file/known-works";
import type { Shelf } from "../store/records";
import { Catalogue } from "./catalogue";
import { RANK } from "./format";
import { shelfName } from "./seen";

/** The works that batch files of an owner date. */
const DATED_BY_BATCHES = `FROM sources CROSS JOIN entries ON entries.source = sources.id
  WHERE sources.kind = 'batch' AND sources.shelf = (SELECT id FROM shelves WHERE name = ?1) AND entries.owner = ?2
    AND entries.rank <= ${RANK.anchored}`;
/** Those of one source. */
const OF_SOURCE = `${DATED_BY_BATCHES} AND sources.origin = ?3`;

/** Null stays null. */
const BASED_ON = "CASE WHEN based_on IS NOT NULL THEN lower(hex(based_on)) END";

/** A work that is on chain: which of those that were asked for, its batch file, whether it is titled, what was said of it. */
type Found = [index: number, batch: string, isTitled: number, said: [string, string | null, string | null][]];

/** A work that batch files date for another owner. */
export interface OthersWork {
  /** 0x and 64 hex digits. */
  readonly contentHash: string;
  readonly owner: string;
  /** Unix seconds: its earliest anchor. */
  readonly anchoredAt: number;
}

/** Works that batch files of this home prove: they have a date already. */
export class AnchoredWorks {
  readonly #catalogue: Catalogue;
  readonly #shelf: string;
  readonly #owner: string;

  private constructor(catalogue: Catalogue, shelf: string, owner: string) {
    this.#catalogue = catalogue;
    this.#shelf = shelf;
    this.#owner = owner;
  }

  /** @param owner of the claims: the anchors of others date no work of this one */
  static async open(shelf: Shelf, owner: string): Promise<AnchoredWorks> {
    return new AnchoredWorks(await Catalogue.open(shelf.home), shelfName(shelf), owner);
  }

  /** Whether there is none, of this owner or of others. */
  get isEmpty(): boolean {
    const query = `SELECT 1 FROM sources WHERE kind = 'batch' AND shelf = (SELECT id FROM shelves WHERE name = ?1) LIMIT 1`;
    return firstRow(this.#catalogue.database, query, [this.#shelf]) === undefined;
  }

  /** Those of some works that are on chain. @param hashes 64 hex digits */
  among(hashes: readonly string[]): Map<string, Dated> {
    // In one row: many rows take libsql longer than the question.
    const [row] = allRows<{ found: string }>(
      this.#catalogue.database,
      `SELECT json_group_array(json_array(asked.key, sources.path, EXISTS (
         SELECT 1 FROM entries AS other WHERE other.hash = entries.hash AND other.shelf = entries.shelf
           AND other.rank = ${RANK.titled}), (
         SELECT json_group_array(json_array(lower(hex(metadata_hash)), ${BASED_ON}, version))
           FROM entries AS other WHERE other.hash = entries.hash AND other.shelf = entries.shelf
             AND coalesce(other.owner, ?3) = ?3))) AS found
       FROM json_each(?1) AS asked
         CROSS JOIN entries ON entries.hash = unhex(asked.value)
         JOIN sources ON sources.id = entries.source
       WHERE entries.shelf = (SELECT id FROM shelves WHERE name = ?2) AND entries.owner = ?3
         AND entries.rank <= ${RANK.anchored} AND sources.kind = 'batch'`,
      [JSON.stringify(hashes), this.#shelf, this.#owner],
    );
    const found = JSON.parse(row?.found ?? "[]") as Found[]; // as the query makes it
    const { home } = this.#catalogue;
    const paths = new Map<string, string>();
    return new Map(
      found.map(([index, name, isTitled, of]) => {
        const batch = paths.get(name) ?? join(home, name);
        paths.set(name, batch);
        const said = of.map(([metadataHash, basedOn, version]) => ({ metadataHash, basedOn, version }));
        return [hashes[index] ?? "", { batch, isTitled: isTitled === 1, said }];
      }),
    );
  }

  /** Whether a batch file is an anchored one of this owner: then all of its works are on chain. @param batch its path */
  isAnchored(batch: string): boolean {
    const path = relative(this.#catalogue.home, batch);
    // What holds of one of its works holds of all.
    const first = `SELECT rank, owner FROM entries
      WHERE source = (SELECT id FROM sources WHERE path = ?1 AND shelf = (SELECT id FROM shelves WHERE name = ?2)) LIMIT 1`;
    const query = `SELECT 1 FROM (${first}) WHERE rank = ${RANK.anchored} AND owner = ?3`;
    return firstRow(this.#catalogue.database, query, [path, this.#shelf, this.#owner]) !== undefined;
  }

  /**
   * Those of some works that other owners alone have anchored, and that nobody is known to have a title of.
   * @param hashes 64 hex digits
   */
  ofOthers(hashes: readonly string[]): OthersWork[] {
    return allRows<OthersWork>(
      this.#catalogue.database,
      `SELECT '0x' || lower(hex(works.hash)) AS contentHash, works.owner, works.since AS anchoredAt
       FROM json_each(?1) AS asked CROSS JOIN works ON works.hash = unhex(asked.value)
       WHERE works.shelf = (SELECT id FROM shelves WHERE name = ?2) AND works.state = 'anchored'
         AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.hash = works.hash AND entries.shelf = works.shelf
           AND entries.owner = ?3 AND entries.rank <= ${RANK.anchored})`,
      [JSON.stringify(hashes), this.#shelf, this.#owner],
    );
  }

  /** Whether anything of a source has a date. @param origin what the source is called in batch files */
  hasOf(origin: string): boolean {
    return firstRow(this.#catalogue.database, `SELECT 1 ${OF_SOURCE} LIMIT 1`, this.#of(origin)) !== undefined;
  }

  /** The newest works that have had some names in a source. */
  at(origin: string, names: readonly string[]): Map<string, Earlier> {
    const rows = allRows<Earlier & { name: string }>(
      this.#catalogue.database,
      `SELECT entries.path AS name, lower(hex(entries.hash)) AS hash, entries.version
       ${OF_SOURCE} AND entries.path IN (SELECT value FROM json_each(?4)) ORDER BY entries.block, entries.id`,
      [...this.#of(origin), JSON.stringify(names)],
    );
    return new Map(rows.map(({ name, hash, version }) => [name, { hash, version }]));
  }

  #of(origin: string): string[] {
    return [this.#shelf, this.#owner, origin];
  }

  close(): void {
    this.#catalogue.close();
  }
}
