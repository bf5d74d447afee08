import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { batchFolder, listBatchFiles, newestOf } from "../../../../lib/batch/file/shelf";
import type { Shelf } from "../../../../lib/store/records";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { sealBatch, SOME_TARGET, someRows } from "../shared/batches";

describe("the shelf of batch files", () => {
  let folder: TemporaryFolder;
  let shelf: Shelf;
  beforeEach(async () => {
    folder = await temporaryFolder();
    shelf = { home: folder.at("home"), network: "embedded", registry: SOME_TARGET.registry };
  });
  afterEach(() => folder.remove());

  it("is a folder of the registry", () => {
    expect(batchFolder(shelf)).to.equal(join(folder.at("home"), "batches", "embedded", SOME_TARGET.registry));
  });

  it("lists batch files in the order in which they were written, and nothing else that is there", async () => {
    const paths = [];
    for (let count = 1; count < 5; count++) {
      const path = await sealBatch(batchFolder(shelf), someRows(count));
      utimesSync(path, count, count);
      paths.push(path);
    }
    for (const name of ["lock.sqlite", "hashes.sqlite", "staging.sqlite", `${"0".repeat(32)}.sqlite-journal`]) {
      writeFileSync(join(batchFolder(shelf), name), "");
    }
    mkdirSync(join(batchFolder(shelf), "notes"));
    mkdirSync(join(batchFolder(shelf), `${"1".repeat(32)}.sqlite`));

    expect(await listBatchFiles(shelf)).to.deep.equal(paths);
    expect(await newestOf(new Set([...paths].reverse()))).to.equal(paths.at(-1));
    expect(await newestOf([])).to.equal(undefined);
    // Whoever opens it says what is wrong with it.
    const link = join(batchFolder(shelf), `${"2".repeat(32)}.sqlite`);
    symlinkSync(folder.at("nowhere"), link);
    expect(await listBatchFiles(shelf)).to.deep.equal([...paths, link]);
    expect(await listBatchFiles({ ...shelf, network: "consortium" })).to.deep.equal([]);
  });
});
