import type { Dirent } from "node:fs";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { ColophonError, fileError } from "../../errors";
import type { FolderPart } from "./part";
import { SIDECAR_SUFFIX } from "./row-metadata";
import { isSystemName, type LeftOut, type Reason, selecting, type Selection } from "./selection";
import { isJson, slipIn } from "./sidecar-slips";

/** What Node makes of bytes in a name that are not UTF-8. */
const REPLACEMENT_CHARACTER = "\uFFFD";

/**
 * Finds every regular file in a folder and in the folders inside, in the order of their names by code unit. Left out and
 * counted are hidden names, what systems put there, symbolic links (one could lead out of the folder, or round in a circle)
 * and what the selection does not mean; left out is the metadata beside a work (X.metadata.json where there is an X). What
 * looks like metadata and is those of no work, and a folder inside that cannot be read, is a fault. Needs memory for the names
 * in one folder.
 * @param leftOut is counted up
 * @throws ColophonError, exit code 2: the folder itself cannot be read
 */
export async function* folderParts(folder: string, selection: Selection, leftOut: LeftOut): AsyncGenerator<FolderPart> {
  const { moving = new Set() } = selection;
  const walk: Walk = { root: folder, isMeant: selecting(selection), moving, leftOut, line: 1 };
  yield* filesIn(walk, "", await entriesOf(folder));
}

interface Walk {
  readonly root: string;
  readonly isMeant: ReturnType<typeof selecting>;
  readonly moving: ReadonlySet<string>;
  readonly leftOut: LeftOut;
  /** The number of the next file or fault. */
  line: number;
}

async function* filesIn(walk: Walk, prefix: string, entries: readonly Dirent[]): AsyncGenerator<FolderPart> {
  const { root, leftOut } = walk;
  const names = namesBesideJson(entries);
  let files: string[] = [];
  let described: Set<string> | undefined;
  const numbered = (count: number): number => (walk.line += count) - count;
  /** The files found so far, and a fault behind them. */
  function* found(problem?: string): Generator<FolderPart> {
    if (files.length > 0) {
      const line = numbered(files.length);
      yield { format: "files", line, files, ...(described === undefined ? {} : { described }) };
    }
    [files, described] = [[], undefined];
    if (problem !== undefined) yield { format: "fault", line: numbered(1), problem };
  }
  for (const entry of entries) {
    const file = prefix + entry.name;
    if (isSidecar(entry.name, names) || (entry.isFile() && isMoving(walk, file))) continue;
    const reason = reasonToLeave(walk, entry, file);
    if (reason !== undefined) {
      leftOut[reason] += 1;
      continue;
    }
    if (entry.isFile()) {
      const problem = faultOf(root, file, slipIn(entry.name, names));
      if (problem === undefined) files.push(file);
      else yield* found(problem);
      if (problem === undefined && names.has(`${entry.name}${SIDECAR_SUFFIX}`)) (described ??= new Set()).add(file);
    }
    if (!entry.isDirectory()) continue;

    yield* found();
    const inside = await entriesOf(join(root, file)).catch(refusalOf);
    if (inside instanceof ColophonError) yield* found(inside.message);
    else yield* filesIn(walk, `${file}/`, inside);
  }
  yield* found();
}

/** Whether a file, or the metadata beside it, is perhaps still being written. */
function isMoving({ moving }: Walk, file: string): boolean {
  return moving.size > 0 && (moving.has(file) || moving.has(`${file}${SIDECAR_SUFFIX}`));
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

/** The names of the files in a folder, where one can be metadata: most folders have none, and no name is compared then. */
function namesBesideJson(entries: readonly Dirent[]): ReadonlySet<string> {
  if (!entries.some(({ name }) => isJson(name))) return new Set();
  return new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
}

function isSidecar(name: string, files: ReadonlySet<string>): boolean {
  return name.endsWith(SIDECAR_SUFFIX) && files.has(name.slice(0, -SIDECAR_SUFFIX.length));
}

/** Why a file is no work; undefined where it is one. @param slip what is wrong with its name, if anything is */
function faultOf(root: string, file: string, slip: string | undefined): string | undefined {
  if (slip !== undefined) return `${file} ${slip}`;
  if (!file.includes(REPLACEMENT_CHARACTER) || existsSync(join(root, file))) return undefined;
  return `${join(root, file)} has a name that is not UTF-8, so it cannot be opened`;
}
