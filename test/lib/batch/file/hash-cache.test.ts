import { renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

import { expect } from "chai";

import { HashCache } from "../../../../lib/batch/file/hash-cache";
import { lookAt, type Stamped, stampOf, stampOfAll } from "../../../../lib/batch/file/stamps";
import type { HashedFile } from "../../../../lib/hashing/hash-file";
import { someHash } from "../../../shared/fixture";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

/** In Unix seconds; whole, so that it can be set again to the nanosecond. */
const WRITTEN_AT = 1_777_887_000;
/** As if the files had been there for long before the run. */
const LATER = Date.now() + 3_600_000;

function fail(): never {
  throw new Error("there are as many hashes as files");
}

describe("HashCache", () => {
  let folder: TemporaryFolder;
  let cache: HashCache;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    cache = new HashCache(folder.at("hashes.sqlite"), LATER);
    file = folder.at("film.mp4");
    writeFileSync(file, "frames");
    utimesSync(file, WRITTEN_AT, WRITTEN_AT);
  });
  afterEach(async () => {
    cache.close();
    await folder.remove();
  });

  function stamp(path = file): Stamped {
    const found = stampOf(path);
    if (found === undefined) throw new Error(`${path} has no stamp`);
    return found;
  }

  function keep(hashed: HashedFile = { contentHash: someHash(), size: 6 }): void {
    cache.keep([[stamp(), hashed]]);
  }

  function find(path = file): HashedFile | undefined {
    return cache.find([stamp(path)])[0];
  }

  it("begins anew where its own file is damaged", () => {
    cache.close();
    writeFileSync(folder.at("hashes.sqlite"), "damaged, as a failing disk may leave it".repeat(100));

    cache = new HashCache(folder.at("hashes.sqlite"), LATER);

    expect(find()).to.equal(undefined);
  });

  it("knows the hash of a file that is as it was, in a later run too", () => {
    const hashed = { contentHash: someHash(), size: 6 };
    keep(hashed);
    cache.close();
    cache = new HashCache(folder.at("hashes.sqlite"), LATER);

    expect(find()).to.deep.equal(hashed);
  });

  it("knows nothing of a file that it was not told of", () => {
    keep();
    const other = folder.at("other.mp4");
    writeFileSync(other, "frames");

    expect(find(other)).to.equal(undefined);
  });

  it("takes the last word on a stamp", () => {
    const last = { contentHash: someHash(), size: 6 };

    keep();
    keep(last);

    expect(find()).to.deep.equal(last);
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
    it(`does not know a file ${situation}`, () => {
      keep();

      change();

      expect(find()).to.equal(undefined);
    });
  }

  it("has no stamp for a file that cannot be read", () => {
    rmSync(file);

    expect(stampOf(file)).to.equal(undefined);
  });

  it("finds many at once, in their order", () => {
    const others = ["a.mp4", "b.mp4", "c.mp4"].map((name) => folder.at(name));
    for (const other of others) writeFileSync(other, "frames");
    const hashed = others.map((_, size) => ({ contentHash: someHash(), size }));
    const [a, b, c] = others.map((other) => stamp(other));
    cache.keep([a, c].flatMap((one, index) => (one === undefined ? [] : [[one, hashed[index] ?? fail()] as const])));

    expect(cache.find([c, undefined, b, a])).to.deep.equal([hashed[1], undefined, undefined, hashed[0]]);
  });

  it("does not keep what was changed just before the run: a change within the same tick leaves no trace", () => {
    const { changedAt } = stamp();
    for (const [startedAt, isKept] of [
      [undefined, false],
      [changedAt, false],
      [changedAt + 2_000, false],
      [changedAt + 2_001, true],
    ] as const) {
      cache.forget();
      cache.close();
      cache = new HashCache(folder.at("hashes.sqlite"), startedAt);

      keep();

      expect(find() !== undefined, String(startedAt)).to.equal(isKept);
    }
  });

  it("forgets all when it is told to", () => {
    keep();
    cache.keepBatches(stamp(), ["1.sqlite"]);

    cache.forget();

    expect(find()).to.equal(undefined);
    expect(cache.batchesOf(stamp())).to.equal(undefined);
  });

  describe("of files together", () => {
    let others: string[];
    beforeEach(() => {
      others = ["a.mp4", "b.mp4", "c.mp4"].map((name) => folder.at(name));
      for (const other of others) writeFileSync(other, "frames");
      cache.keepBatches(together(), ["1.sqlite", "2.sqlite"]);
    });

    function together(paths = others): Stamped {
      const found = seenTogether(paths.map((path) => basename(path)));
      if (found === undefined) throw new Error("they have no stamp");
      return found;
    }

    function seenTogether(names: readonly string[]): Stamped | undefined {
      return stampOfAll(folder.at("."), names, lookAt(folder.at("."), names.join("\0")));
    }

    it("knows which batch files have them, in a later run too", () => {
      cache.close();
      cache = new HashCache(folder.at("hashes.sqlite"), LATER);

      expect(cache.batchesOf(together())).to.deep.equal(["1.sqlite", "2.sqlite"]);
    });

    it("knows nothing once one of them has changed, there is one more or less, or they are others", () => {
      const [a = "", b = "", c = ""] = others;
      writeFileSync(file, "frames");

      for (const paths of [
        [a, b],
        [a, b, c, file],
        [a, c, b],
        [b, c],
        [file, b, c],
      ]) {
        expect(cache.batchesOf(together(paths)), paths.join()).to.equal(undefined);
      }
      writeFileSync(b, "framed");
      expect(cache.batchesOf(together())).to.equal(undefined);
    });

    it("knows nothing once two of them have changed places", () => {
      const [a = "", b = ""] = others;
      renameSync(a, folder.at("other"));
      renameSync(b, a);
      renameSync(folder.at("other"), b);

      expect(cache.batchesOf(together())).to.equal(undefined);
    });

    it("has no stamp where one of them cannot be read", () => {
      rmSync(others[1] ?? "");

      expect(seenTogether(["a.mp4", "b.mp4", "c.mp4"])).to.equal(undefined);
      expect(seenTogether(["a.mp4", "c.mp4"])).not.to.equal(undefined);
    });

    it("does not keep what it says of any that was changed just before the run", () => {
      const { changedAt } = stamp();
      for (const [startedAt, isKept] of [
        [undefined, false],
        [changedAt + 2_000, false],
        [changedAt + 2_001, true],
      ] as const) {
        cache.forget();
        cache.close();
        cache = new HashCache(folder.at("hashes.sqlite"), startedAt);
        // The others are of just now, as the test writes them.
        utimesSync(others[0] ?? "", WRITTEN_AT, WRITTEN_AT);
        const group = { ...together(), changedAt };

        cache.keepBatches(group, ["1.sqlite"]);

        expect(cache.batchesOf(group) !== undefined, String(startedAt)).to.equal(isKept);
      }
    });
  });
});
