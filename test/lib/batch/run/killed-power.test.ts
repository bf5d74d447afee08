import fs, { type FileHandle } from "node:fs/promises";
import { basename } from "node:path";

import { expect } from "chai";

import { BatchFile } from "../../../../lib/batch/file/batch-file";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { sealBatch, someRows } from "../shared/batches";

/** SQLite's number of the setting that leaves nothing to the system's cache. */
const SYNCHRONOUS_EXTRA = 3;

/** A killed process leaves its writes to the system, a loss of power does not: only the order of the writes shows it. */
describe("a batch file, when power is lost", () => {
  const { open, rename } = fs;
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(async () => {
    Object.assign(fs, { open, rename });
    await folder.remove();
  });

  /** Writes down what is brought to the disk and what is renamed. */
  function watchDisk(): readonly string[] {
    const steps: string[] = [];
    Object.assign(fs, {
      open: async (path: string, flags?: string): Promise<FileHandle> => {
        const handle = await open(path, flags);
        const sync = handle.sync.bind(handle);
        handle.sync = () => {
          steps.push(`sync ${basename(path)}`);
          return sync();
        };
        return handle;
      },
      rename: (from: string, to: string): Promise<void> => {
        steps.push(`rename ${basename(from)}`);
        return rename(from, to);
      },
    });
    return steps;
  }

  it("is on the disk before it has its name, and its name is on the disk too", async () => {
    const steps = watchDisk();

    await sealBatch(folder.at("batches"), someRows(3));

    expect(steps).to.deep.equal(["sync staging.sqlite", "rename staging.sqlite", "sync batches"]);
  });

  it("has each of its changes on the disk before anything else is done", async () => {
    const batch = BatchFile.open(await sealBatch(folder.at("batches"), someRows(3)), "write");
    const setting = (name: string): unknown => batch.database.prepare(`PRAGMA ${name}`).get([]);
    try {
      expect(setting("synchronous")).to.include({ synchronous: SYNCHRONOUS_EXTRA });
      expect(setting("journal_mode")).to.include({ journal_mode: "delete" });
    } finally {
      batch.close();
    }
  });
});
