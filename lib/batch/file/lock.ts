import { join } from "node:path";

import { ColophonError, notWritten } from "../../errors";
import { makeFolder } from "../../store/folder";
import { createDatabase, type Database, isBusy, isDamaged, isUnwritable } from "./database";

const OWNER_ONLY = 0o700;

/**
 * Lets one process at a time make and register batches in a folder: two would use the same nonces. The lock is SQLite's on
 * a file of its own, so the system releases it when the process ends, however it ends.
 * @returns what releases it
 * @throws ColophonError where another process has it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  // Salts are secrets until the work is claimed.
  await makeFolder(folder, OWNER_ONLY).catch((cause: unknown) => {
    throw notWritten(folder, cause);
  });
  const path = join(folder, "lock.sqlite");
  try {
    return holdLock(path);
  } catch (cause) {
    if (isDamaged(cause)) {
      throw new ColophonError(`${path} is damaged`, { advice: "Delete it: nothing is kept in it.", cause });
    }
    if (isUnwritable(cause)) throw notWritten(folder, cause);
    if (!isBusy(cause)) throw cause;
    throw new ColophonError("Another command is registering a batch for this registry", {
      advice: "Wait until it has ended, then run this one again; nothing was done.",
      cause,
    });
  }
}

/**
 * Takes the lock that a file stands for. It is SQLite's, so the system releases it when the process ends, however it ends.
 * @returns what releases it
 * @throws the database's own error: `isBusy` where another process has the lock
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
