import { allRows } from "../batch/file/database";
import type { Shelf } from "../store/records";
import { Catalogue } from "./catalogue";
import { RANK } from "./format";
import { shelfName } from "./seen";

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

  /** Those of some works that are on chain, and the batch file of each, below the home. @param hashes 64 hex digits */
  among(hashes: readonly string[]): Map<string, string> {
    const rows = allRows<{ hash: string; path: string }>(
      this.#catalogue.database,
      `SELECT lower(asked.value) AS hash, sources.path
       FROM json_each(?1) AS asked
         CROSS JOIN entries ON entries.hash = unhex(asked.value)
         JOIN sources ON sources.id = entries.source
       WHERE entries.shelf = (SELECT id FROM shelves WHERE name = ?2) AND entries.owner = ?3
         AND entries.rank <= ${RANK.anchored} AND sources.kind = 'batch'`,
      [JSON.stringify(hashes), this.#shelf, this.#owner],
    );
    return new Map(rows.map(({ hash, path }) => [hash, path]));
  }

  close(): void {
    this.#catalogue.close();
  }
}
