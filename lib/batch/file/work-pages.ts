import type { BatchFile } from "./batch-file";
import { allRows } from "./database";

/** Works that are read at once: one row of a query takes libsql as long as the text of some ten works. */
const PAGE = 2048;

/** What a batch file says of a work, without its proof. Hashes are hex digits without 0x. */
type WorkOfPage = readonly [
  line: number,
  name: string,
  size: number | null,
  contentHash: string,
  metadataHash: string,
  /** The metadata, read; null where they are no JSON. */
  metadata: unknown,
];

/** All works of a batch in the order of their source, many at a time. */
export function* workPages({ database }: BatchFile): Generator<readonly WorkOfPage[]> {
  const query = `
    SELECT max(id) AS last, json_group_array(json_array(
      line, name, size, lower(hex(content_hash)), lower(hex(metadata_hash)),
      iif(json_valid(metadata), json(metadata), NULL))) AS works
    FROM (SELECT * FROM works WHERE id > ? ORDER BY id LIMIT ${PAGE})`;
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const [page] = allRows<{ last: number | null; works: string }>(database, query, [after]);
    if (typeof page?.last !== "number") return;
    yield JSON.parse(page.works) as WorkOfPage[]; // as the query makes it
    after = page.last;
  }
}
