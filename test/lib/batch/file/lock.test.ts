import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { expect } from "chai";
import { config } from "hardhat";

import { lockFolder } from "../../../../lib/batch/file/lock";
import { refusalOf } from "../../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

describe("lockFolder", () => {
  let folder: TemporaryFolder;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    folder = await temporaryFolder();
    child = undefined;
  });
  afterEach(async () => {
    child?.kill("SIGKILL");
    await folder.remove();
  });

  const lock = (): Promise<() => void> => lockFolder(folder.at("batches"));

  async function expectTaken(): Promise<void> {
    const refusal = await refusalOf(lock);

    expect(refusal.message).to.equal("Another command is registering a batch for this registry");
    expect(refusal.advice).to.equal("Wait until it has ended, then run this one again; nothing was done.");
    expect(refusal.exitCode).to.equal(1);
  }

  it("says that its file is damaged, and that nothing is lost with it", async () => {
    (await lock())();
    writeFileSync(folder.at("batches/lock.sqlite"), "damaged, as a failing disk may leave it".repeat(100));

    const refusal = await refusalOf(lock);

    expect(refusal.message).to.equal(`${folder.at("batches/lock.sqlite")} is damaged`);
    expect(refusal.advice).to.equal("Delete it: nothing is kept in it.");
  });

  /** Starts another process, which takes the lock and keeps it. */
  async function lockElsewhere(): Promise<ChildProcess> {
    const script = `
      const { lockFolder } = require(${JSON.stringify(require.resolve("../../../../lib/batch/file/lock"))});
      lockFolder(${JSON.stringify(folder.at("batches"))}).then((unlock) => {
        globalThis.unlock = unlock;
        console.log("locked");
        setInterval(() => undefined, 1000);
      });
    `;
    const loader = ["-r", "ts-node/register/transpile-only"];
    const started = spawn(process.execPath, [...loader, "-e", script], { cwd: config.paths.root });
    child = started;
    const said: string[] = [];
    for await (const line of createInterface(started.stdout)) {
      said.push(line);
      break;
    }
    expect(said).to.deep.equal(["locked"]);
    return started;
  }

  it("makes the folder where there is none, and can be taken again once it is released", async () => {
    for (let time = 0; time < 3; time++) {
      const unlock = await lock();
      unlock();
    }

    expect(existsSync(folder.at("batches"))).to.equal(true);
  });

  it("is refused while another in this process has it", async () => {
    const unlock = await lock();

    await expectTaken();
    unlock();
    (await lock())();
  });

  it("locks one folder and no other", async () => {
    const unlock = await lock();
    const unlockOther = await lockFolder(folder.at("other"));

    unlockOther();
    unlock();
  });

  it("is refused while another process has it, and is free as soon as that is killed", async () => {
    const other = await lockElsewhere();

    await expectTaken();

    other.kill("SIGKILL");
    await once(other, "exit");
    (await lock())();
  });

  it("says in words that the folder cannot be made", async () => {
    writeFileSync(folder.at("batches"), "a file where the folder is to be");

    const refusal = await refusalOf(lock);

    expect(refusal.message).to.contain(`${folder.at("batches")} cannot be written: `);
    expect(refusal.exitCode).to.equal(1);
  });
});
