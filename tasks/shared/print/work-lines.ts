import { basename } from "node:path";

import type { CataloguedWork } from "../../../lib/catalogue/query";
import { formatTime } from "../../../lib/chain/rpc/time";
import { csv } from "./csv";
import { printable } from "./printable";

/** Works of the catalogue, each a few lines: its id and state, and below what is known of it. */
export function workLines(works: readonly CataloguedWork[]): string {
  return works
    .map((work) => [firstLine(work), ...moreLines(work).map((line) => `  ${printable(line)}`)].join("\n"))
    .join("\n\n");
}

function firstLine({ contentHash, state }: CataloguedWork): string {
  return `${contentHash}  ${state}`;
}

function moreLines(work: CataloguedWork): string[] {
  const { title, author, published, language, version, path, size, since, batch } = work;
  const said = [author, published, language, version && `version ${version}`].filter((word) => word !== undefined);
  const file = [path, size === undefined ? undefined : `${size} bytes`].filter((word) => word !== undefined);
  const time = since === undefined ? undefined : `since ${formatTime(since)}`;
  const place = batch === undefined ? undefined : `batch ${basename(batch, ".sqlite")}`;
  const proof = [time, place].filter((word) => word !== undefined);
  return [title, said.join(", "), file.join(", "), proof.join(", ")].filter(
    (line) => line !== undefined && line !== "",
  ) as string[]; // the filter has left texts
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
