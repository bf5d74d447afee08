import { mkdir, readdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";

import { fileError, isErrorCode } from "../errors";
import { syncFolder } from "./publish";

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
  const first = await mkdir(whole, { recursive: true, mode });
  if (first === undefined) return;
  const above = dirname(first);
  for (let folder = whole; folder !== above; folder = dirname(folder)) await syncFolder(dirname(folder));
}
