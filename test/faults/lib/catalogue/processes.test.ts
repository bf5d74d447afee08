import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";

import { Catalogue } from "../../../../lib/catalogue/catalogue";
import { allOf } from "../../../lib/catalogue/all-of";
import { type Said, writeBatch, writeRecord } from "../../../lib/catalogue/some-home";
import { type TemporaryFolder, temporaryFolder } from "../../../lib/shared/temporary-folder";
import { someHash } from "../../../shared/fixture";
import { Random, testSeed } from "../../../shared/random";

const run = promisify(execFile);
const CHILD = join(__dirname, "update-child.ts");
const KILLS = 3;
const PROCESSES = 3;

describe("Catalogue in several processes", () => {
  let folder: TemporaryFolder;
  let home: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    home = folder.at("home");
  });
  afterEach(() => folder.remove());

  const some = (title: string): Said => ({ title, path: `${title}.txt`, contentHash: someHash() });

  /** Two sources that the catalogue does not have. */
  async function writeMore(): Promise<void> {
    const twice = some("Le phare");
    await writeBatch(home, [twice, some("潮汐表")], 500);
    await writeRecord(home, twice, 600);
  }

  /** Brings the catalogue of a home up to date in a process of its own. @returns what it printed */
  async function update(of: string, fatal: number): Promise<string> {
    const args = ["-r", "ts-node/register/transpile-only", CHILD, of, String(fatal)];
    return (await run(process.execPath, args)).stdout;
  }

  function said(catalogue: Catalogue): unknown[] {
    try {
      return allOf(catalogue);
    } finally {
      catalogue.close();
    }
  }

  async function expectAsRebuilt(of = home): Promise<void> {
    const kept = said(await Catalogue.open(of));
    expect(kept).to.deep.equal(said(await Catalogue.rebuild(of)));
    expect(kept.filter((row) => String(row).includes("Le phare"))).not.to.deep.equal([]);
  }

  const seed = testSeed();

  it(`is whole after processes were killed while they brought it up to date (seed ${seed})`, async () => {
    const random = new Random(seed);
    await writeBatch(home, [some("Dispatch")], 400);
    (await Catalogue.open(home)).close();
    await writeMore();
    const copyOf = (name: string | number): string => {
      const copy = folder.at(`copy-${name}`);
      cpSync(home, copy, { recursive: true, preserveTimestamps: true });
      return copy;
    };
    const calls = Number(await update(copyOf("whole"), 0));

    for (let kill = 0; kill < KILLS; kill++) {
      const copy = copyOf(kill);
      const death: unknown = await update(copy, 1 + random.below(calls)).catch((error: unknown) => error);
      expect(death).to.include({ signal: "SIGKILL" });
      await expectAsRebuilt(copy);
    }
  });

  it("is whole after a process was killed while it made the first one", async () => {
    await writeMore();

    const half = 20;
    const death: unknown = await update(home, half).catch((error: unknown) => error);

    expect(death).to.include({ signal: "SIGKILL" });
    await expectAsRebuilt();
  });

  it("is made by one process and followed by the others where several begin at once", async () => {
    await writeMore();

    await Promise.all(Array.from({ length: PROCESSES }, async () => update(home, 0)));
    await expectAsRebuilt();

    await writeBatch(home, [some("Dispatch")], 700);
    await Promise.all(Array.from({ length: PROCESSES }, async () => update(home, 0)));
    await expectAsRebuilt();
  });
});
