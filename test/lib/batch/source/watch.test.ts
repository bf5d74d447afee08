import { mkdirSync, rmSync, writeFileSync } from "node:fs";

import { expect } from "chai";

import { goThroughAgain } from "../../../../lib/batch/source/watch";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const PERIOD_MS = 100;

describe("goThroughAgain", () => {
  let folder: TemporaryFolder;
  let stop: AbortController;
  beforeEach(async () => {
    folder = await temporaryFolder();
    mkdirSync(folder.at("works"));
    stop = new AbortController();
  });
  afterEach(() => folder.remove());

  /** Goes through the folder, and at each time does the next of some steps; after the last one it stops. */
  async function go(steps: readonly ((moving: ReadonlySet<string>) => boolean)[]): Promise<void> {
    const left = [...steps];
    await goThroughAgain(folder.at("works"), PERIOD_MS, stop.signal, async (moving) => {
      const isDone = left.shift()?.(moving);
      if (left.length === 0) stop.abort();
      return isDone ?? true;
    });
    expect(left).to.deep.equal([]);
  }

  it("goes through it at once, and again where files come, change and go, in folders inside as well", async () => {
    await go([
      () => {
        mkdirSync(folder.at("works/new"));
        writeFileSync(folder.at("works/new/a.txt"), "a");
        return true;
      },
      (moving) => {
        expect([...moving]).to.include("new/a.txt");
        return true;
      },
    ]);
  });

  it("names a file as moving until nothing has happened to it for two seconds", async () => {
    let before: readonly string[] | undefined;
    await goThroughAgain(folder.at("works"), PERIOD_MS, stop.signal, async (moving) => {
      if (before === undefined) writeFileSync(folder.at("works/a.txt"), "a");
      else if (before.includes("a.txt") && !moving.has("a.txt")) stop.abort();
      before = [...moving];
      return true;
    });
    expect(before).to.deep.equal([]);
  });

  it("goes through it again without anything happening where not all was done", async () => {
    await go([() => false, () => false, () => true]);
  });

  it("goes on where the folder is gone", async () => {
    await go([
      () => {
        rmSync(folder.at("works"), { recursive: true });
        return false;
      },
      () => true,
    ]);
  });
});
