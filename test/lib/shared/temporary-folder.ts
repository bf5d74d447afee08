import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder for one test, with the means to remove it. */
export interface TemporaryFolder {
  /** The path of a name inside the folder. */
  at: (name: string) => string;
  remove: () => Promise<void>;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const folder = await mkdtemp(join(tmpdir(), "colophon-"));
  return {
    at: (name) => join(folder, name),
    remove: () => rm(folder, { recursive: true }),
  };
}
