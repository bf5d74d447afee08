import { allRows } from "../batch/file/database";
import type { Shelf } from "../store/records";
import type { Catalogue } from "./catalogue";
import { shelfName } from "./seen";

/** The content hashes of works that an account has titles of, as this home last saw it. */
export function titledWorksOf({ database }: Catalogue, shelf: Shelf, owner: string): string[] {
  const rows = allRows<{ hash: string }>(
    database,
    `SELECT '0x' || lower(hex(hash)) AS hash FROM works
     WHERE shelf = (SELECT id FROM shelves WHERE name = ?1) AND owner = ?2 AND state NOT IN ('unknown', 'anchored')
     ORDER BY since, hash`,
    [shelfName(shelf), owner],
  );
  return rows.map(({ hash }) => hash);
}
