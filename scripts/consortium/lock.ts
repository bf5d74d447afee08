import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { isBusy } from "../../lib/batch/file/database";
import { holdLock } from "../../lib/batch/file/lock";
import { ColophonError, notWritten } from "../../lib/errors";

/**
 * Lets one process at a time make, start or wipe a network. The lock is SQLite's on a file beside the network's folder, so
 * the system releases it when the process ends, however it ends, and wiping the folder does not remove it.
 * @returns what releases it
 * @throws ColophonError where another process has it
 */
export async function lockNetwork(folder: string): Promise<() => void> {
  const parent = join(folder, "..");
  await mkdir(parent, { recursive: true }).catch((cause: unknown) => {
    throw notWritten(parent, cause);
  });
  const path = `${folder}.lock`;
  try {
    return holdLock(path);
  } catch (cause) {
    if (!isBusy(cause)) throw notWritten(path, cause);
    throw new ColophonError("Another command is just starting or wiping this network", {
      advice: "Wait until it has ended; to see how far it is: npm run consortium -- status",
      cause,
    });
  }
}
