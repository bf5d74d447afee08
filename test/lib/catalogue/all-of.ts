import { allRows } from "../../../lib/batch/file/database";
import type { Catalogue } from "../../../lib/catalogue/catalogue";

/** All that a catalogue says, without the numbers of its own rows. */
export function allOf({ database }: Catalogue): unknown[] {
  const entry = `SELECT sources.path || '#' || line || '#' || coalesce(hex(metadata_hash), '')
    FROM entries JOIN sources ON sources.id = entries.source WHERE entries.id = works.entry`;
  return [
    `SELECT shelves.name, hex(hash) AS hash, state, since, final_at, owner, seen_at, seen_number, (${entry}) AS entry
     FROM works JOIN shelves ON shelves.id = works.shelf ORDER BY 1, 2`,
    `SELECT sources.path AS source, line, hex(hash) AS hash, rank, since, block, final_at, owner, entries.path, size, title,
       author, language, published, version, hex(based_on) AS based_on, hex(metadata_hash) AS metadata_hash
     FROM entries JOIN sources ON sources.id = entries.source ORDER BY 1, 2, 3, hex(metadata_hash)`,
    "SELECT kind, path, stamp, problem FROM sources ORDER BY path",
    "SELECT count(*) AS words FROM words",
  ].flatMap((sql) =>
    allRows<Record<string, unknown>>(database, sql).map((row) =>
      JSON.stringify(row).replace(/,"_metadata":\{[^}]*\}/, ""),
    ),
  );
}
