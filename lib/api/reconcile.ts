import { Catalogue } from "../catalogue/catalogue";
import type { Colophon } from "../chain/contracts/colophon";
import { openRows, WORK_ROWS } from "../reconcile/rows/open";
import { type Reconciled, reconcileWorks, type WorkDifference } from "../reconcile/works";
import { shelfOf } from "../works/home/shelf";

/** A member's own database. */
export interface OwnDatabase {
  /** A CSV, NDJSON or SQLite file, or the URL of a PostgreSQL database. */
  readonly from: string;
  /** SQL, for the last two; default: all of the table `works`. */
  readonly query?: string;
  /** Absolute path of the folder that `from` is relative to. */
  readonly cwd: string;
  /** The folder of the store. */
  readonly home: string;
}

/**
 * Compares a member's own database with the chain, as `work reconcile` does.
 * @param note hears of each difference
 * @throws ColophonError where the database cannot be read
 */
export async function reconcile(
  registry: Colophon,
  { from, query, home, cwd }: OwnDatabase,
  note: (difference: WorkDifference) => void,
): Promise<Reconciled> {
  const rows = await openRows(from, query, WORK_ROWS, cwd);
  const catalogue = await Catalogue.open(home);
  try {
    const reconciling = { colophon: registry, catalogue, shelf: shelfOf(registry, home), onProgress: () => undefined };
    return await reconcileWorks(reconciling, rows, note);
  } finally {
    catalogue.close();
  }
}
