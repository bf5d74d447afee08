import type { Stats } from "node:fs";
import { lstat, stat } from "node:fs/promises";
import { join } from "node:path";

import { namesIn } from "../../store/folder";
import type { Shelf } from "../../store/records";

const BATCH_FILE = /^[0-9a-f]{32}\.sqlite$/;

/** The folder of the batch files of one registry. */
export function batchFolder({ home, network, registry }: Shelf): string {
  return join(home, "batches", network, registry);
}

/**
 * The batch files of one registry, the one that was written last at the end. A link that leads nowhere is listed: whoever opens
 * it says what is wrong. What is no file, and what has gone away meanwhile, is not.
 */
export async function listBatchFiles(shelf: Shelf): Promise<string[]> {
  const folder = batchFolder(shelf);
  const names = (await namesIn(folder)).filter((name) => BATCH_FILE.test(name));
  return inOrder(names.map((name) => join(folder, name)));
}

/** Of some batch files the one that was written last. */
export async function newestOf(paths: Iterable<string>): Promise<string | undefined> {
  return (await inOrder([...paths])).at(-1);
}

/** The files among some paths, the one that was written last at the end. */
async function inOrder(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(look));
  const files = found.flatMap(({ path, stats }) =>
    stats?.isFile() || stats?.isSymbolicLink() ? [{ path, time: stats.mtimeMs }] : [],
  );
  return files.sort((a, b) => a.time - b.time || a.path.localeCompare(b.path)).map(({ path }) => path);
}

/** What there is at a path; of a link that leads nowhere, the link. */
async function look(path: string): Promise<{ readonly path: string; readonly stats: Stats | undefined }> {
  return { path, stats: await stat(path).catch(() => lstat(path).catch(() => undefined)) };
}
