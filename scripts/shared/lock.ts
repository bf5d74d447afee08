import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { isBusy, isDamaged } from "../../lib/batch/file/database";
import { holdLock } from "../../lib/batch/file/lock";
import { ColophonError, notWritten } from "../../lib/errors";

/**
 * Lets one process at a time do what a file stands for. The lock is SQLite's, so the system releases it when the process
 * ends, however it ends.
 * @param refusal what to say, and to advise, where another process has it
 * @returns what releases it
 * @throws ColophonError where another process has it, or the file cannot be written
 */
export async function lockFile(path: string, refusal: readonly [message: string, advice: string]): Promise<() => void> {
  const [message, advice] = refusal;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw notWritten(folder, cause);
  });
  try {
    return holdLock(path);
  } catch (cause) {
    if (isBusy(cause)) throw new ColophonError(message, { advice, cause });
    if (isDamaged(cause))
      throw new ColophonError(`${path} is damaged`, { advice: "Delete it: it holds nothing.", cause });
    throw notWritten(path, cause);
  }
}
