import type { Dirent } from "node:fs";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { ColophonError, fileError } from "../../errors";
import { SIDECAR_SUFFIX } from "./row-metadata";
import type { SourceRow } from "./source-row";

/** What Node makes of bytes in a name that are not UTF-8. */
const REPLACEMENT_CHARACTER = "\uFFFD";

/** A row that has no number yet. */
type Found = Omit<SourceRow, "line">;

/**
 * Finds every regular file in a folder and in the folders inside, in the order of their names by code unit. Left out are
 * names that begin with a dot, the metadata beside a work (X.metadata.json where there is an X), and symbolic links,
 * which are not followed: a link could lead out of the folder, or round in a circle.
 * A folder inside that cannot be read is a row with a problem. Needs memory for the names in one folder.
 * @throws ColophonError, exit code 2: the folder itself cannot be read
 */
export async function* directoryRows(folder: string): AsyncGenerator<SourceRow[]> {
  let line = 0;
  for await (const found of filesIn(folder, "", await entriesOf(folder))) {
    yield found.map((file) => ({ line: ++line, ...file }));
  }
}

async function* filesIn(root: string, prefix: string, entries: readonly Dirent[]): AsyncGenerator<Found[]> {
  const files = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  let found: Found[] = [];
  for (const entry of entries) {
    const file = `${prefix}${entry.name}`;
    if (entry.isFile() && !isSidecar(entry.name, files)) found.push(fileFound(root, file));
    if (!entry.isDirectory()) continue;

    yield found;
    found = [];
    const inside = await entriesOf(join(root, file)).catch(refusalOf);
    if (inside instanceof ColophonError) found.push({ fields: {}, problem: inside.message });
    else yield* filesIn(root, `${file}/`, inside);
  }
  yield found;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw fileError(folder, cause);
  });
  return entries
    .filter(({ name }) => !name.startsWith("."))
    .sort(({ name: left }, { name: right }) => (left < right ? -1 : left > right ? 1 : 0));
}

function refusalOf(error: unknown): ColophonError {
  if (error instanceof ColophonError) return error;
  throw error;
}

function isSidecar(name: string, files: ReadonlySet<string>): boolean {
  return name.endsWith(SIDECAR_SUFFIX) && files.has(name.slice(0, -SIDECAR_SUFFIX.length));
}

function fileFound(root: string, file: string): Found {
  if (!file.includes(REPLACEMENT_CHARACTER) || existsSync(join(root, file))) return { fields: { file } };
  return { fields: {}, problem: `${join(root, file)} has a name that is not UTF-8, so it cannot be opened` };
}
