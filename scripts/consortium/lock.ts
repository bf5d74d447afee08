import { lockFile } from "../../lib/batch/file/lock";

/**
 * Lets one process at a time make, start or wipe a network. The file lies beside the network's folder, so wiping the folder
 * does not remove it.
 * @returns what releases it
 * @throws ColophonError where another process has it
 */
export async function lockNetwork(folder: string): Promise<() => void> {
  return lockFile(`${folder}.lock`, [
    "Another command is just starting or wiping this network",
    "Wait until it has ended; to see how far it is: npm run consortium -- status",
    "NetworkBusy",
  ]);
}
