import { lstat, mkdir, readdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";

import { ColophonError, fileError, isErrorCode, notWritten } from "../errors";
import { mapInOrder } from "../in-order";
import { syncFolder } from "./publish";

/** Files that are read at a time: a folder may have more than a process may have open. */
const PARALLEL = 16;

/** An entry of a folder of ours that is not what belongs there. */
export interface OddEntry {
  readonly path: string;
  /** What is wrong with it, in a sentence that names it. */
  readonly problem: string;
}

/** What a folder of ours holds: one odd entry does not keep the others from being listed. */
export interface Listed<T> {
  readonly sound: readonly T[];
  readonly odd: readonly OddEntry[];
}

type Outcome<T> = { readonly entry: T } | { readonly path: string; readonly problem: string | undefined };

/**
 * Reads each of some entries of a folder. One that has gone away meanwhile is passed over.
 * @param read throws a ColophonError where an entry is odd
 */
export async function readEach<T>(paths: readonly string[], read: (path: string) => Promise<T>): Promise<Listed<T>> {
  const [sound, odd]: [T[], OddEntry[]] = [[], []];
  const outcomes = mapInOrder(paths, PARALLEL, async (path): Promise<Outcome<T>> => {
    try {
      return { entry: await read(path) };
    } catch (error) {
      return { path, problem: await problemOf(path, error) };
    }
  });
  for await (const outcome of outcomes) {
    if ("entry" in outcome) sound.push(outcome.entry);
    else if (outcome.problem !== undefined) odd.push({ path: outcome.path, problem: outcome.problem });
  }
  return { sound, odd };
}

/** @returns undefined where the entry is not there any more */
async function problemOf(path: string, error: unknown): Promise<string | undefined> {
  if (!(error instanceof ColophonError)) throw error;
  if (!isErrorCode(error.cause, "ENOENT")) return error.message;
  const entry = await lstat(path).catch(() => undefined);
  return entry?.isSymbolicLink() ? `${path} is a link that leads nowhere` : undefined;
}

/** The names in a folder; none where there is no such folder yet. */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((cause: unknown) => {
    if (isErrorCode(cause, "ENOENT")) return [];
    throw fileError(folder, cause);
  });
}

/** Makes a folder, and those above it that are not there, so that a loss of power leaves them with what will be in them. */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const whole = resolve(path);
  const first = await mkdir(whole, { recursive: true, mode }).catch((cause: unknown) => {
    throw notWritten(whole, cause);
  });
  if (first === undefined) return;
  const above = dirname(first);
  for (let folder = whole; folder !== above; folder = dirname(folder)) await syncFolder(dirname(folder));
}
