import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from "node:fs";
import { promisify } from "node:util";

import { expect } from "chai";

import { clearUnfinished, publish, publishNew, publishOver } from "../../../lib/store/publish";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

/** So much that it takes a while to write. */
const LONG = "newer".repeat(1_000_000);

describe("publish", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    writeFileSync(folder.at("staging"), "finished");
  });
  afterEach(() => folder.remove());

  it("gives a finished file its name, and takes the place of what had it", async () => {
    writeFileSync(folder.at("batch"), "old");

    await publish(folder.at("staging"), folder.at("batch"));

    expect(readFileSync(folder.at("batch"), "utf8")).to.equal("finished");
    expect(readdirSync(folder.at(""))).to.deep.equal(["batch"]);
  });

  it("says in words that it cannot, and leaves the file where it was", async () => {
    mkdirSync(folder.at("batch"));

    const refusal = await refusalOf(() => publish(folder.at("staging"), folder.at("batch")));

    expect(refusal.message).to.contain(`${folder.at("batch")} cannot be written: `);
    expect(refusal.exitCode).to.equal(1);
    expect(existsSync(folder.at("staging"))).to.equal(true);
  });

  it("says in words that there is no file", async () => {
    const refusal = await refusalOf(() => publish(folder.at("other"), folder.at("batch")));

    expect(refusal.message).to.contain(`${folder.at("batch")} cannot be written: ENOENT`);
    expect(existsSync(folder.at("batch"))).to.equal(false);
  });
});

describe("publishNew", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("writes a file that its mode alone can read, and leaves nothing beside it", async () => {
    await publishNew(folder.at("key"), "a secret", 0o600);

    expect(readFileSync(folder.at("key"), "utf8")).to.equal("a secret");
    expect(statSync(folder.at("key")).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder.at(""))).to.deep.equal(["key"]);
  });

  it("leaves a file alone that is there", async () => {
    writeFileSync(folder.at("key"), "older");

    const error: unknown = await publishNew(folder.at("key"), "newer", 0o600).catch((cause: unknown) => cause);

    expect(error).to.include({ code: "EEXIST" });
    expect(readFileSync(folder.at("key"), "utf8")).to.equal("older");
    expect(readdirSync(folder.at(""))).to.deep.equal(["key"]);
  });

  it("finds that another process has written it where that has cleared up what was being written", async () => {
    const errors: unknown[] = [];

    // It may have its name already when it is cleared up.
    while (errors.length === 0) {
      await untilCleared(folder, "key", async () => {
        rmSync(folder.at("key"), { force: true });
        await publishNew(folder.at("key"), LONG, 0o600).catch((cause: unknown) => errors.push(cause));
      });
    }

    expect(errors[0]).to.include({ code: "EEXIST" });
    expect(readdirSync(folder.at(""))).to.deep.equal([]);
  });

  it("leaves nothing where the disk has no room, and succeeds when it has", async () => {
    const stdout = await withBlocks(0, "publishNew", [folder.at("key"), "a secret", 0o600]);

    expect(stdout).to.equal("EFBIG\n");
    expect(readdirSync(folder.at(""))).to.deep.equal([]);
    await publishNew(folder.at("key"), "a secret", 0o600);
    expect(readFileSync(folder.at("key"), "utf8")).to.equal("a secret");
  });
});

describe("publishOver", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    writeFileSync(folder.at("record"), "older");
  });
  afterEach(() => folder.remove());

  it("takes the place of what is there, with the mode that is asked for, and leaves nothing beside it", async () => {
    await publishOver(folder.at("record"), "newer", 0o600);
    await publishOver(folder.at("other"), Buffer.from([0xff]));

    expect(readFileSync(folder.at("record"), "utf8")).to.equal("newer");
    expect(statSync(folder.at("record")).mode & 0o777).to.equal(0o600);
    expect([...readFileSync(folder.at("other"))]).to.deep.equal([0xff]);
    expect(readdirSync(folder.at(""))).to.deep.equal(["other", "record"]);
  });

  it("keeps the mode of what is there where none is asked for", async () => {
    chmodSync(folder.at("record"), 0o640);

    await publishOver(folder.at("record"), "newer");

    expect(statSync(folder.at("record")).mode & 0o777).to.equal(0o640);
  });

  it("writes to where a link leads", async () => {
    symlinkSync(folder.at("record"), folder.at("link"));

    await publishOver(folder.at("link"), "newer");

    expect(readFileSync(folder.at("record"), "utf8")).to.equal("newer");
    expect(lstatSync(folder.at("link")).isSymbolicLink()).to.equal(true);
  });

  it("writes to a pipe, which stays one", async () => {
    await promisify(execFile)("mkfifo", [folder.at("pipe")]);
    symlinkSync("pipe", folder.at("link"));
    const read = promisify(execFile)("timeout", ["60", "cat", folder.at("pipe")]);

    await publishOver(folder.at("link"), "newer");

    expect(lstatSync(folder.at("pipe")).isFIFO()).to.equal(true);
    expect((await read).stdout).to.equal("newer");
    expect(readdirSync(folder.at(""))).to.deep.equal(["link", "pipe", "record"]);
  });

  it("writes it once more where another process has cleared up what was being written", async () => {
    await untilCleared(folder, "record", () => publishOver(folder.at("record"), LONG));

    expect(readFileSync(folder.at("record"), "utf8")).to.equal(LONG);
    expect(readdirSync(folder.at(""))).to.deep.equal(["record"]);
  });

  it("leaves what is there where the disk has room for a part of the new one only", async () => {
    const stdout = await withBlocks(1, "publishOver", [folder.at("record"), "x".repeat(100_000)]);

    expect(stdout).to.equal("EFBIG\n");
    expect(readFileSync(folder.at("record"), "utf8")).to.equal("older");
    expect(readdirSync(folder.at(""))).to.deep.equal(["record"]);
  });
});

describe("clearUnfinished", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("removes what killed processes have left of a file, and nothing that anybody else has named", async () => {
    const uuid = "6a1f3c52-0000-4000-8000-000000000000";
    const others = ["a.json", `a.json.mine.new`, `a.json.${uuid}.old`, `b.a.json.${uuid}.new`, `a.json.${uuid}0.new`];
    for (const name of [...others, `a.json.${uuid}.new`]) writeFileSync(folder.at(name), "half");

    await clearUnfinished(folder.at("a.json"));

    expect(readdirSync(folder.at(""))).to.have.members(others);
  });

  it("does nothing where there is no such folder", async () => {
    await clearUnfinished(folder.at("none/a.json"));
  });
});

/** Does something again and again, until what was being written of a file was cleared up meanwhile, as another process would. */
async function untilCleared(folder: TemporaryFolder, name: string, work: () => Promise<void>): Promise<void> {
  let isCleared = false;
  const watching = watch(folder.at(""), (_, seen) => {
    const half = folder.at(String(seen));
    if (isCleared || !half.startsWith(folder.at(`${name}.`)) || !existsSync(half)) return;
    rmSync(half);
    isCleared = true;
  });
  try {
    while (!isCleared) await work();
  } finally {
    watching.close();
  }
}

/** Calls a function of publish.ts in a process whose files may have so many blocks, and gives the code of its error. */
async function withBlocks(blocks: number, name: string, args: readonly unknown[]): Promise<string> {
  const module = JSON.stringify(require.resolve("../../../lib/store/publish"));
  const script = `require(${module}).${name}(...${JSON.stringify(args)}).catch(({ code }) => console.log(code));`;
  const node = [process.execPath, "-r", "ts-node/register/transpile-only", "-e", script].map((word) => `'${word}'`);
  // The system says it instead of ending the process.
  const line = `trap '' XFSZ; ulimit -f ${blocks}; ${node.join(" ")} 2>&1 | cat`;
  return (await promisify(execFile)("sh", ["-c", line])).stdout;
}
