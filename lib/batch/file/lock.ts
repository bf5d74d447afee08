import { dirname, join } from "node:path";

import { ColophonError, notWritten } from "../../errors";
import { makeFolder } from "../../store/folder";
import { createDatabase, type Database, isBusy, isDamaged, isUnwritable } from "./database";

const OWNER_ONLY = 0o700;

/** What to say, and to advise, where another process has a lock. */
export type LockRefusal = readonly [message: string, advice: string, code: string];

/**
 * Lets one process at a time make and register batches in a folder: two would use the same nonces.
 * @returns what releases it
 * @throws ColophonError where another process has it, or the folder cannot be written
 */
export async function lockFolder(folder: string): Promise<() => void> {
  // Salts are secrets until the work is claimed.
  return lockFile(
    join(folder, "lock.sqlite"),
    [
      "Another command is registering a batch for this registry",
      "Wait until it has ended, then run this one again; nothing was done.",
      "BatchInProgress",
    ],
    OWNER_ONLY,
  );
}

/**
 * Lets one process at a time do what a file stands for. The lock is SQLite's on that file, so the system releases it when the
 * process ends, however it ends.
 * @param mode of the folders that have to be made for the file
 * @returns what releases it
 * @throws ColophonError where another process has it, or the file cannot be written
 */
export async function lockFile(path: string, refusal: LockRefusal, mode?: number): Promise<() => void> {
  const [message, advice, code] = refusal;
  const folder = dirname(path);
  await makeFolder(folder, mode);
  try {
    return holdLock(path);
  } catch (cause) {
    if (isBusy(cause)) throw new ColophonError(message, { code, advice, cause });
    if (isUnwritable(cause)) throw notWritten(folder, cause);
    if (!isDamaged(cause)) throw cause;
    throw new ColophonError(`${path} is damaged`, {
      code: "LockDamaged",
      advice: "Delete it: nothing is kept in it.",
      cause,
    });
  }
}

/**
 * Takes the lock that a file stands for, which ends with the process at the latest.
 * @returns what releases it
 * @throws the database's own error: `isBusy` where another process has it
 */
export function holdLock(path: string): () => void {
  let lock: Database | undefined;
  try {
    // While another process has the lock, not even the settings of the file can be read.
    lock = createDatabase(path);
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock?.close();
    throw cause;
  }
  return () => {
    // Closing alone would not do: libsql closes a file when nothing refers to it any more.
    lock.exec("ROLLBACK");
    lock.close();
  };
}
