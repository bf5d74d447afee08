import { expect } from "chai";

import { HashCache } from "../../../../lib/batch/file/hash-cache";
import { lookAt } from "../../../../lib/batch/file/stamps";
import type { Pool } from "../../../../lib/batch/prepare/pool";
import { SetAside } from "../../../../lib/batch/prepare/set-aside";
import { UnchangedFiles } from "../../../../lib/batch/prepare/unchanged";
import { type OpenedSource, type Part, rowsIn } from "../../../../lib/batch/source/source";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { allOf } from "../shared/rows";

const PER_FOLDER = 1_000;

describe("UnchangedFiles", () => {
  let folder: TemporaryFolder;
  let hashes: HashCache;
  beforeEach(async () => {
    folder = await temporaryFolder();
    hashes = new HashCache(folder.at("hashes.sqlite"));
  });
  afterEach(async () => {
    hashes.close();
    await folder.remove();
  });

  /** What is left of folders of which no file is there, and how many files other threads have looked at. */
  async function leftOf(folders: number, cores: number): Promise<{ parts: Part[]; elsewhere: number }> {
    let elsewhere = 0;
    // Of the pool nothing else is used.
    const pool = {
      size: cores,
      lookAt: async (base: string, lists: readonly string[]) => {
        elsewhere += lists.join("\0").split("\0").length;
        return new Promise((resolve) => setImmediate(() => resolve(lists.map((names) => lookAt(base, names)))));
      },
    } as unknown as Pool;
    const files = (first: number): Part => {
      const names = Array.from({ length: PER_FOLDER }, (_, index) => `${first}/${index}`);
      return { format: "files", line: 1 + first * (PER_FOLDER + 1), files: names };
    };
    async function* parts(): AsyncGenerator<Part> {
      for (let each = 0; each < folders; each++) {
        yield files(each);
        yield { format: "fault", line: (each + 1) * (PER_FOLDER + 1), problem: "is no work" };
      }
    }
    // Of the source nothing else is used.
    const source = { base: folder.at("."), parts } as unknown as OpenedSource;
    return { parts: await allOf(new UnchangedFiles(hashes, new SetAside({}), pool).without(source)), elsewhere };
  }

  for (const [folders, cores, isShared] of [
    [3, 2, false],
    [40, 1, false],
    [40, 2, true],
  ] as const) {
    it(`leaves ${folders} folders in their order, on ${cores} cores, ${isShared ? "some" : "none"} of them looked at elsewhere`, async () => {
      const { parts, elsewhere } = await leftOf(folders, cores);

      const lines = parts.flatMap(rowsIn).map(({ line }) => line);
      expect(lines).to.deep.equal(Array.from({ length: folders * (PER_FOLDER + 1) }, (_, index) => index + 1));
      expect(elsewhere > 0).to.equal(isShared);
      expect(elsewhere).to.be.lessThan(folders * PER_FOLDER);
    });
  }
});
