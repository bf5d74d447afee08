import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";

import { Staging, type UnhashedRow } from "../../../../lib/batch/file/staging";
import { lookAt } from "../../../../lib/batch/file/stamps";
import { joined } from "../../../../lib/batch/lists/blocks";
import type { Pool } from "../../../../lib/batch/prepare/pool";
import { openPool } from "../../../../lib/batch/prepare/pool";
import type { BadRow, RowOptions } from "../../../../lib/batch/prepare/row";
import type { Part } from "../../../../lib/batch/source/source";
import { HASH_BYTES, MerkleTrees, newNodes } from "../../../../lib/batch/tree/merkle-tree";
import { refusalOf } from "../../shared/refusal";
import type { TemporaryFolder } from "../../shared/temporary-folder";
import { temporaryFolder } from "../../shared/temporary-folder";

const ROOT = join(__dirname, "../../../..");
const MIB = 1024 * 1024;
const OPTIONS = { titleFromName: true };

const BAD: Part = { format: "fault", line: 1, problem: "is bad" };

describe("openPool", () => {
  let folder: TemporaryFolder;
  let pool: Pool;

  before(() => {
    pool = openPool(2);
  });

  after(() => pool.close());

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  it("has as many threads as it is told", () => {
    expect(pool.size).to.equal(2);
  });

  describe("hashFiles", () => {
    it("hashes no file and one file", async () => {
      const { path, expected } = write("a.txt", Buffer.from("abc"));

      expect(await pool.hashFiles([])).to.deep.equal([]);
      expect(await pool.hashFiles([path])).to.deep.equal([expected]);
    });

    it("hashes many files, small and large, in their order", async () => {
      const works = Array.from({ length: 1500 }, (_, i) =>
        write(`${i}.bin`, i % 300 === 7 ? Buffer.alloc(MIB + i, i) : Buffer.from(`work ${i}`)),
      );

      const hashed = await pool.hashFiles(works.map(({ path }) => path));

      expect(hashed).to.deep.equal(works.map(({ expected }) => expected));
    });

    it("says which file it could not hash, and hashes the others", async () => {
      const { path, expected } = write("a.txt", Buffer.from("abc"));
      writeFileSync(folder.at("empty.txt"), "");

      expect(await pool.hashFiles([folder.at("x.txt"), path, folder.at("."), folder.at("empty.txt")])).to.deep.equal([
        { problem: `${folder.at("x.txt")} does not exist` },
        expected,
        { problem: `${folder.at(".")} is a folder, not a file` },
        { problem: `${folder.at("empty.txt")} is empty: every empty file has the same hash, so nobody can own it` },
      ]);
    });

    it("sees what became of a file since its row was checked", async () => {
      const names = ["vanishes.txt", "shrinks.txt", "changes.txt"];
      for (const name of names) write(name, Buffer.from("abc"));
      const { good } = await check(names);
      rmSync(folder.at("vanishes.txt"));
      truncateSync(folder.at("shrinks.txt"));
      const { expected } = write("changes.txt", Buffer.from("abcd"));

      const hashed = await pool.hashFiles(good.map(({ name }) => folder.at(name)));

      expect(hashed).to.deep.equal([
        { problem: `${folder.at("vanishes.txt")} does not exist` },
        { problem: `${folder.at("shrinks.txt")} is empty: every empty file has the same hash, so nobody can own it` },
        expected,
      ]);
    });
  });

  describe("checkParts", () => {
    it("checks many rows, good and bad, in their order", async () => {
      write("潮.txt", Buffer.from("abc"));
      const names = Array.from({ length: 1000 }, (_, i) => (i % 3 === 0 ? `${i}.txt` : "潮.txt"));

      const { good, bad } = await check(names);

      const byLine = [...good, ...bad].sort((a, b) => a.line - b.line);
      expect(byLine.map((row) => ("problems" in row ? row : row.line))).to.deep.equal(
        names.map((name, i) =>
          i % 3 === 0 ? { line: i + 1, name, problems: [`${folder.at(name)} does not exist`] } : i + 1,
        ),
      );
      expect(good[0]).to.deep.include({ line: 2, name: "潮.txt", size: 3 });
    });

    it("lets the title be a file's name only if it is told so", async () => {
      write("a.txt", Buffer.from("abc"));

      const { bad } = await check(["a.txt"], { titleFromName: false });

      expect(bad[0]).to.deep.equal({
        line: 1,
        name: "a.txt",
        problems: ["title and metadata are missing, and there is no a.txt.metadata.json beside the file"],
      });
    });

    it("rejects with a fault in the program, and goes on working", async () => {
      const files = null as unknown as string[]; // what the types forbid

      const outcome: unknown = await pool
        .checkParts([{ format: "files", line: 1, files }], "/", OPTIONS)
        .catch((error: unknown) => error);

      expect(outcome).to.be.an("error").with.property("message").that.matches(/null/);
      const { bad } = await pool.checkParts([BAD], "/", OPTIONS);
      expect(bad).to.deep.equal([{ line: 1, name: undefined, problems: ["is bad"] }]);
    });

    it("refuses what is no CSV with the error that the source gives, and forgets the rows before it", async () => {
      const header = "contentHash,title\n";
      const good = `0x${"ab".repeat(32)},Good\n`;
      const csv = (line: number, text: string): Part => {
        const columns = ["contentHash", "title"] as const;
        return {
          format: "csv",
          name: "works.csv",
          columns,
          separator: ",",
          hasHeader: line === 1,
          line,
          ...textOf(text),
        };
      };

      const refusal = await refusalOf(() =>
        pool.checkParts([csv(1, header + good), csv(3, `${good}a,A "word"\n`)], "/", OPTIONS),
      );

      expect(refusal.message).to.equal(
        "works.csv:4: in the record that begins here, a quote stands inside a cell that does not begin with one",
      );
      expect(refusal.advice).to.match(/^Put a cell that holds a comma/);
      expect(refusal.exitCode).to.equal(2);
      const others = await pool.checkParts([csv(1, header + good)], "/", OPTIONS);
      expect(others.good.count).to.equal(1);
    });
  });

  describe("hashLeaves and hashSubtree", () => {
    it("make the tree that one thread makes", async () => {
      const trees = await MerkleTrees.load();
      for (const works of [1, 2, 3, 1000, 2000, 2001, 2047, 2048, 2049, 3000]) {
        const [hashes, salts] = [2, 1].map((each) => new Uint8Array(randomBytes(works * each * HASH_BYTES)));
        if (hashes === undefined || salts === undefined) throw new Error("there are two");
        const claims = { owner: `0x${"12".repeat(20)}`, hashes, salts };
        const leaves = Buffer.alloc(works * HASH_BYTES);
        trees.hashLeaves(claims, leaves, 0);
        const nodes = newNodes(works);

        await pool.hashLeaves(claims, nodes, works - 1);
        await trees.grow(nodes, pool);

        expect(Buffer.from(nodes).equals(trees.build(leaves)), `${works} works`).to.equal(true);
      }
    });
  });

  it("rejects what a thread was at that died of it, and goes on with another", async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["-r", "ts-node/register/transpile-only", join(__dirname, "dying-thread.ts")],
      { cwd: ROOT, timeout: 60_000 },
    );

    const { outcome, bad } = JSON.parse(stdout) as { outcome: string; bad: BadRow[] };
    expect(outcome).to.equal("an error");
    expect(bad).to.deep.equal([{ line: 1, problems: ["is bad"] }]);
  });

  it("looks at files as this thread does", async () => {
    for (const name of ["a.txt", "b.txt"]) write(name, Buffer.from(name));

    const lists = ["a.txt\0b.txt", "b.txt", "a.txt\0gone.txt"];

    const looks = await pool.lookAt(folder.at("."), lists);

    expect(looks).to.deep.equal(lists.map((names) => lookAt(folder.at("."), names)));
  });

  it("answers in the order of the questions, whichever thread answers", async () => {
    const other = openPool(3);
    const names = Array.from({ length: 20 }, (_, i) => write(`${i}.txt`, Buffer.alloc(i)).path);

    const looks = await Promise.all(names.map(async (name) => other.lookAt("", [name])));

    expect(looks.map(([one]) => one)).to.deep.equal(names.map((name) => lookAt("", name)));
    await other.close();
  });

  it("rejects what a thread was to look at that died, and goes on with another", async () => {
    const { path } = write("a.txt", Buffer.from("abc"));
    const noList = [undefined] as unknown as string[];

    const outcomes = await Promise.allSettled([noList, [path]].map(async (list) => pool.lookAt("", list)));

    expect(outcomes.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    expect(await pool.lookAt("", [path])).to.deep.equal([lookAt("", path)]);
  });

  describe("close", () => {
    it("rejects files that are still to be looked at, and starts no thread afterwards", async () => {
      const before = threadsNow();
      const other = openPool(1);
      const waiting = Promise.allSettled([other.lookAt("", [folder.at("x.txt")])]);
      expect(threadsNow()).to.equal(before + 1);

      await other.close();
      const later = Promise.allSettled([other.lookAt("", [folder.at("x.txt")])]);

      const outcomes = [...(await waiting), ...(await later)];
      expect(outcomes.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
      expect(threadsNow()).to.equal(before);
    });

    it("rejects what still waits, and leaves no thread", async () => {
      const before = threadsNow();
      const other = openPool(1);
      expect(threadsNow(), "before it is asked for anything").to.equal(before);
      const waiting = Promise.allSettled(Array.from({ length: 3 }, () => other.hashFiles([folder.at("x.txt")])));
      expect(threadsNow()).to.equal(before + 1);

      await other.close();

      expect((await waiting).map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "rejected"]);
      expect(threadsNow()).to.equal(before);
    });
  });

  it("works from a script, which ends by itself once the pool is closed", async () => {
    const { path, expected } = write("a.txt", Buffer.from("abc"));
    const script = `
      const { openPool } = require("./lib/batch/prepare/pool");
      const pool = openPool();
      pool.hashFiles([${JSON.stringify(path)}]).then(async (hashed) => {
        await pool.close();
        process.stdout.write(JSON.stringify(hashed));
      });`;

    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["-r", "ts-node/register/transpile-only", "-e", script],
      { cwd: ROOT, timeout: 60_000 },
    );

    expect(JSON.parse(stdout)).to.deep.equal([expected]);
  });

  /** Checks files of the folder as one part, and takes them into a batch file as any others. */
  async function check(
    names: readonly string[],
    options: RowOptions = OPTIONS,
  ): Promise<{ good: UnhashedRow[]; bad: readonly BadRow[] }> {
    const { good, bad } = await pool.checkParts([{ format: "files", line: 1, files: names }], folder.at("."), options);
    const staging = await Staging.begin(folder.at(""), "direct");
    staging.add(good);
    const rows = staging.unhashed(0, names.length);
    await staging.discard();
    return { good: rows, bad };
  }

  function write(name: string, bytes: Buffer): { path: string; expected: { contentHash: string; size: number } } {
    const path = folder.at(name);
    writeFileSync(path, bytes);
    const contentHash = `0x${createHash("sha256").update(bytes).digest("hex")}`;
    return { path, expected: { contentHash, size: bytes.length } };
  }
});

function textOf(text: string): { bytes: Buffer; isTooLong: boolean } {
  return { bytes: joined([Buffer.from(text)]), isTooLong: false };
}

function threadsNow(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
}
