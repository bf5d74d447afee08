import { readdir } from "node:fs/promises";

import { fileError, isErrorCode } from "../errors";

/** The names in a folder; none where there is no such folder yet. */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((cause: unknown) => {
    if (isErrorCode(cause, "ENOENT")) return [];
    throw fileError(folder, cause);
  });
}
