import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

import { expect } from "chai";

import { findProcess, findWithPs, isGone } from "../../../scripts/shared/processes";
import { waitFor } from "../../../scripts/shared/wait";

const OPTION = "--datadir";
const FOLDER = "/nowhere/validator-1/data";
const TIMEOUT_MS = 60_000;

describe("Finding a process by where it works", () => {
  let child: ChildProcess;
  let pid: number;
  beforeEach(async () => {
    child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "--", OPTION, FOLDER, "more"]);
    await once(child, "spawn");
    pid = child.pid ?? 0;
  });
  afterEach(async () => {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });

  const finders = [
    ["the system's list", findProcess],
    ["ps", findWithPs],
  ] as const;
  // A small container need not have ps, and does not need it.
  for (const [how, find] of hasPs() ? finders : finders.slice(0, 1)) {
    it(`goes by the folder that it was given, with ${how}`, () => {
      expect(find(OPTION, FOLDER)).to.deep.equal({ pid, isPaused: false });
      expect(find(OPTION, "/nowhere/validator-2/data")).to.be.undefined;
      expect(find(OPTION, "/nowhere/validator-1")).to.be.undefined;
      expect(find("--state", FOLDER)).to.be.undefined;
    });

    it(`tells whether it is paused, with ${how}`, async () => {
      child.kill("SIGSTOP");
      expect(await waitFor(() => find(OPTION, FOLDER)?.isPaused === true || undefined, TIMEOUT_MS)).to.be.true;
      child.kill("SIGCONT");
      expect(await waitFor(() => find(OPTION, FOLDER)?.isPaused === false || undefined, TIMEOUT_MS)).to.be.true;
    });
  }

  it("finds none that has ended", async () => {
    expect(isGone(pid)).to.be.false;
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(findProcess(OPTION, FOLDER)).to.be.undefined;
    expect(isGone(pid)).to.be.true;
  });
});

function hasPs(): boolean {
  return spawnSync("ps", ["-A"]).status === 0;
}
