import { stat } from "node:fs/promises";
import { join } from "node:path";

import { namesIn } from "../../store/folder";
import type { Shelf } from "../../store/records";

const BATCH_FILE = /^[0-9a-f]{32}\.sqlite$/;

/** The folder of the batch files of one registry. */
export function batchFolder({ home, network, registry }: Shelf): string {
  return join(home, "batches", network, registry);
}

/** The batch files of one registry, the one that was written last at the end. */
export async function listBatchFiles(shelf: Shelf): Promise<string[]> {
  const folder = batchFolder(shelf);
  const names = (await namesIn(folder)).filter((name) => BATCH_FILE.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), time: (await stat(join(folder, name))).mtimeMs })),
  );
  return files.sort((a, b) => a.time - b.time || a.path.localeCompare(b.path)).map(({ path }) => path);
}
