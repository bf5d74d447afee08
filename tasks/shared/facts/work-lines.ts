import { basename } from "node:path";

import type { CataloguedWork } from "../../../lib/catalogue/query";
import { formatTime } from "../../../lib/chain/rpc/time";
import { countOf } from "../../../lib/count-of";
import { csv } from "../print/csv";
import { indented, whole } from "../print/output";

/** Works of the catalogue, each a few lines: its id and state, and below what is known of it. */
export function workLines(works: readonly CataloguedWork[]): string {
  return works.map((work) => [firstLine(work), ...moreLines(work)].join("\n")).join("\n\n");
}

function firstLine({ contentHash, state }: CataloguedWork): string {
  return `${contentHash}  ${state}`;
}

function moreLines(work: CataloguedWork): string[] {
  const { title, author, published, language, version, path, size, since, batch } = work;
  const said = [author, published, language, version && `version ${version}`].filter((word) => word !== undefined);
  const time = since === undefined ? undefined : `since ${formatTime(since)}`;
  const place = batch === undefined ? undefined : `batch ${basename(batch, ".sqlite")}`;
  const proof = [time, place].filter((word) => word !== undefined);
  const bytes = size === undefined ? undefined : countOf(size, "byte");
  const file = path === undefined ? [bytes] : [whole(path), bytes];
  return indented([title, said.join(", "), ...file, proof.join(", ")]);
}

const COLUMNS = [
  ...(["contentHash", "state", "since", "finalAt", "owner", "path", "size", "title", "author", "language"] as const),
  ...(["published", "version", "basedOn", "metadataHash", "batch", "seenAt"] as const),
];

/** Works of the catalogue as CSV: times are Unix seconds. */
export function workCsv(works: readonly CataloguedWork[]): string {
  return csv(
    COLUMNS,
    works.map((work) => COLUMNS.map((column) => work[column])),
  );
}
