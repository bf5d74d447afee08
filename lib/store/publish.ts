import { open, rename } from "node:fs/promises";
import { platform } from "node:os";
import { dirname } from "node:path";

import { notWritten } from "../errors";

/**
 * Gives a finished file its name, so that a loss of power leaves all of it or none.
 * @param from where it was written, in the same folder
 */
export async function publish(from: string, to: string): Promise<void> {
  try {
    await syncFile(from);
    await rename(from, to);
    await syncFolder(dirname(to));
  } catch (cause) {
    throw notWritten(to, cause);
  }
}

/** Waits until what was written to a file is on the disk. */
export async function syncFile(path: string): Promise<void> {
  await sync(path, "r+");
}

/** Waits until the names in a folder are on the disk. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and its rename needs no more.
  if (platform() !== "win32") await sync(path, "r");
}

async function sync(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
