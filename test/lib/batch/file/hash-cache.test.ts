import { renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { HashCache } from "../../../../lib/batch/file/hash-cache";
import { someHash } from "../../../shared/fixture";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

/** In Unix seconds; whole, so that it can be set again to the nanosecond. */
const WRITTEN_AT = 1_777_887_000;

describe("HashCache", () => {
  let folder: TemporaryFolder;
  let cache: HashCache;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    cache = new HashCache(folder.at("hashes.sqlite"));
    file = folder.at("film.mp4");
    writeFileSync(file, "frames");
    utimesSync(file, WRITTEN_AT, WRITTEN_AT);
  });
  afterEach(async () => {
    cache.close();
    await folder.remove();
  });

  async function stamp(path = file): Promise<string> {
    const found = await cache.stampOf(path);
    if (found === undefined) throw new Error(`${path} has no stamp`);
    return found;
  }

  it("begins anew where its own file is damaged", async () => {
    cache.close();
    writeFileSync(folder.at("hashes.sqlite"), "damaged, as a failing disk may leave it".repeat(100));

    cache = new HashCache(folder.at("hashes.sqlite"));

    expect(cache.find(await stamp())).to.equal(undefined);
  });

  it("knows the hash of a file that is as it was, in a later run too", async () => {
    const hashed = { contentHash: someHash(), size: 6 };
    cache.keep(await stamp(), hashed);
    cache.close();
    cache = new HashCache(folder.at("hashes.sqlite"));

    expect(cache.find(await stamp())).to.deep.equal(hashed);
  });

  it("knows nothing of a file that it was not told of", async () => {
    cache.keep(await stamp(), { contentHash: someHash(), size: 6 });
    const other = folder.at("other.mp4");
    writeFileSync(other, "frames");

    expect(cache.find(await stamp(other))).to.equal(undefined);
  });

  it("takes the last word on a stamp", async () => {
    const last = { contentHash: someHash(), size: 6 };

    cache.keep(await stamp(), { contentHash: someHash(), size: 6 });
    cache.keep(await stamp(), last);

    expect(cache.find(await stamp())).to.deep.equal(last);
  });

  const changes: [situation: string, change: () => void][] = [
    [
      "that is longer",
      () => {
        writeFileSync(file, "frames and more");
      },
    ],
    [
      "of the same length and times that was written to",
      () => {
        writeFileSync(file, "framed");
        utimesSync(file, WRITTEN_AT, WRITTEN_AT);
      },
    ],
    [
      "whose times were set back to before",
      () => {
        utimesSync(file, 1, 1);
      },
    ],
    [
      "that another took the place of",
      () => {
        writeFileSync(folder.at("new.mp4"), "framed");
        utimesSync(folder.at("new.mp4"), WRITTEN_AT, WRITTEN_AT);
        renameSync(folder.at("new.mp4"), file);
      },
    ],
  ];
  for (const [situation, change] of changes) {
    it(`does not know a file ${situation}`, async () => {
      cache.keep(await stamp(), { contentHash: someHash(), size: 6 });

      change();

      expect(cache.find(await stamp())).to.equal(undefined);
    });
  }

  it("has no stamp for a file that cannot be read", async () => {
    rmSync(file);

    expect(await cache.stampOf(file)).to.equal(undefined);
  });
});
