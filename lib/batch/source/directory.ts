import type { Dirent } from "node:fs";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { ColophonError, fileError } from "../../errors";
import { SIDECAR_SUFFIX } from "./row-metadata";
import { isSystemName, type LeftOut, type Reason, selecting, type Selection } from "./selection";
import { slipIn } from "./sidecar-slips";
import type { SourceRow } from "./source-row";

/** What Node makes of bytes in a name that are not UTF-8. */
const REPLACEMENT_CHARACTER = "\uFFFD";

/** A row that has no number yet. */
type Found = Omit<SourceRow, "line">;

/**
 * Finds every regular file in a folder and in the folders inside, in the order of their names by code unit. Left out and
 * counted are hidden names, what systems put there, symbolic links (one could lead out of the folder, or round in a circle)
 * and what the selection does not mean; left out is the metadata beside a work (X.metadata.json where there is an X). What
 * looks like metadata and is those of no work, and a folder inside that cannot be read, is a row with a problem. Needs memory
 * for the names in one folder.
 * @param leftOut is counted up
 * @throws ColophonError, exit code 2: the folder itself cannot be read
 */
export async function* directoryRows(
  folder: string,
  selection: Selection,
  leftOut: LeftOut,
): AsyncGenerator<SourceRow[]> {
  const { moving = new Set() } = selection;
  const walk: Walk = { root: folder, isMeant: selecting(selection), moving, leftOut };
  let line = 0;
  for await (const found of filesIn(walk, "", await entriesOf(folder))) {
    yield found.map((file) => ({ line: ++line, ...file }));
  }
}

interface Walk {
  readonly root: string;
  readonly isMeant: ReturnType<typeof selecting>;
  readonly moving: ReadonlySet<string>;
  readonly leftOut: LeftOut;
}

async function* filesIn(walk: Walk, prefix: string, entries: readonly Dirent[]): AsyncGenerator<Found[]> {
  const { root, leftOut } = walk;
  const files = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  let found: Found[] = [];
  for (const entry of entries) {
    const file = `${prefix}${entry.name}`;
    if (isSidecar(entry.name, files) || (entry.isFile() && isMoving(walk, file))) continue;
    const reason = reasonToLeave(walk, entry, file);
    if (reason !== undefined) {
      leftOut[reason] += 1;
      continue;
    }
    if (entry.isFile()) found.push(fileFound(root, file, slipIn(entry.name, files)));
    if (!entry.isDirectory()) continue;

    if (found.length > 0) yield found;
    found = [];
    const inside = await entriesOf(join(root, file)).catch(refusalOf);
    if (inside instanceof ColophonError) found.push({ fields: {}, problem: inside.message });
    else yield* filesIn(walk, `${file}/`, inside);
  }
  if (found.length > 0) yield found;
}

/** Whether a file, or the metadata beside it, is perhaps still being written. */
function isMoving({ moving }: Walk, file: string): boolean {
  return moving.has(file) || moving.has(`${file}${SIDECAR_SUFFIX}`);
}

function reasonToLeave({ isMeant }: Walk, entry: Dirent, path: string): Reason | undefined {
  if (isSystemName(entry.name)) return "system";
  if (entry.isSymbolicLink()) return "links";
  return isMeant(path, entry.isDirectory()) ? undefined : "excluded";
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw fileError(folder, cause);
  });
  return entries.sort(({ name: left }, { name: right }) => (left < right ? -1 : left > right ? 1 : 0));
}

function refusalOf(error: unknown): ColophonError {
  if (error instanceof ColophonError) return error;
  throw error;
}

function isSidecar(name: string, files: ReadonlySet<string>): boolean {
  return name.endsWith(SIDECAR_SUFFIX) && files.has(name.slice(0, -SIDECAR_SUFFIX.length));
}

/** @param slip what is wrong with its name, if anything is */
function fileFound(root: string, file: string, slip: string | undefined): Found {
  if (slip !== undefined) return { fields: {}, problem: `${file} ${slip}` };
  if (!file.includes(REPLACEMENT_CHARACTER) || existsSync(join(root, file))) return { fields: { file } };
  return { fields: {}, problem: `${join(root, file)} has a name that is not UTF-8, so it cannot be opened` };
}
