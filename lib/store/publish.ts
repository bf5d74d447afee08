import { randomUUID } from "node:crypto";
import { chmod, link, open, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { platform } from "node:os";
import { basename, dirname, join } from "node:path";

import { isErrorCode, notWritten } from "../errors";

/** The part of a file's mode that says who may do what. */
const PERMISSIONS = 0o777;

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

/**
 * Writes a file that must not be there yet: all of it or none, also through a loss of power.
 * @param mode who may read it
 * @throws the system's error: `EEXIST` where there is one, or another process has cleared up after one of its own
 */
export async function publishNew(path: string, content: string, mode: number): Promise<void> {
  const isMoved = await writeBeside(path, content, mode, async (written) => {
    // Unlike a new name, a link does not take the place of a file that came meanwhile.
    await link(written, path);
    await syncFolder(dirname(path));
  });
  if (!isMoved) throw Object.assign(new Error(`another process has written ${path}`), { code: "EEXIST" });
}

/**
 * Writes a file in the place of what may be there; of a link, in the place of what it leads to. A crash leaves the old one or the new.
 * A pipe or a device, such as /dev/null, is written to and stays what it is.
 * @param mode who may read it; default: who may read the old one, and where there is none, as the process makes files
 * @throws the system's error
 */
export async function publishOver(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined && !there.isFile() && !there.isDirectory()) return writeFile(path, content);
  const place = await realpath(path).catch(() => path);
  const write = (): Promise<boolean> =>
    writeBeside(place, content, mode, async (written) => {
      if (there !== undefined && mode === undefined) await chmod(written, there.mode & PERMISSIONS);
      await rename(written, place);
    });
  while (!(await write()));
}

/** The end of the name of a file that is being written: what a killed process leaves. */
export const UNFINISHED = ".new";
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Removes what processes that were killed have left of a file that they were writing. To be called once the file has its name: who is
 * at it still writes it once more (`publishOver`), or finds that there is one (`publishNew`).
 */
export async function clearUnfinished(path: string): Promise<void> {
  const [folder, start] = [dirname(path), `${basename(path)}.`];
  const names = await readdir(folder).catch(() => []);
  const isLeft = (name: string): boolean =>
    name.startsWith(start) && name.endsWith(UNFINISHED) && UUID.test(name.slice(start.length, -UNFINISHED.length));
  for (const name of names.filter(isLeft)) await rm(join(folder, name), { force: true }).catch(() => undefined);
}

/** Writes a file beside its place, and has it moved there. @returns false where another process has cleared it up meanwhile */
async function writeBeside(
  path: string,
  content: string | Uint8Array,
  mode: number | undefined,
  move: (written: string) => Promise<void>,
): Promise<boolean> {
  const written = `${path}.${randomUUID()}${UNFINISHED}`;
  try {
    await writeFile(written, content, { flag: "wx", mode });
    return await isMoved(written, move);
  } finally {
    // Where it cannot be removed it was not written, or does no harm.
    await rm(written, { force: true }).catch(() => undefined);
  }
}

async function isMoved(written: string, move: (written: string) => Promise<void>): Promise<boolean> {
  try {
    await syncFile(written);
    await move(written);
    return true;
  } catch (cause) {
    const isCleared = isErrorCode(cause, "ENOENT") && (await stat(written).catch(() => undefined)) === undefined;
    if (isCleared) return false;
    throw cause;
  }
}

/** Waits until what was written to a file is on the disk. */
async function syncFile(path: string): Promise<void> {
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
