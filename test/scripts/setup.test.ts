import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";

import { expect } from "chai";

import { environmentWith } from "../../lib/env";
import { isErrorCode } from "../../lib/errors";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";

const SCRIPTS = [
  "scripts/setup.cjs",
  "scripts/setup/install.cjs",
  "scripts/setup/outcome.cjs",
  "scripts/setup/end-with-parent.cjs",
];
const LOCKFILE = {
  "": { name: "tiny" },
  "node_modules/needed": { version: "1.0.0" },
  "node_modules/tool": { version: "1.0.0", dev: true },
  "node_modules/other-platform": { version: "1.0.0", optional: true },
};
/** npm's stand-in: it notes how it was called, and installs what `npm ci` does. */
const NPM = `#!/usr/bin/env node
const fs = require("node:fs");
fs.appendFileSync("calls", process.argv.slice(2).join(" ") + "\\n");
if (fs.existsSync("broken")) { console.error("npm is out of order"); process.exit(7); }
if (fs.existsSync("slow")) { process.on("SIGINT", () => process.exit(130)); console.error("npm works"); return void setInterval(() => {}, 1000); }
const held = fs.existsSync("held") && setInterval(() => {}, 1000);
const installIfLetGo = () => fs.existsSync("held") || install();
if (held) { console.error("npm works"); fs.watch(".", installIfLetGo); installIfLetGo(); }
else install();
function install() {
const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
const isLeftOut = ([, { dev, optional }]) => optional || (dev && process.argv.includes("--omit=dev"));
const installed = Object.fromEntries(Object.entries(packages).filter((entry) => !isLeftOut(entry)));
fs.mkdirSync("node_modules", { recursive: true });
fs.writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
process.exit();
}
`;

const WORKS = "npm works";
const WAITS = "Another command installs the packages here: waiting for it.";

interface Begun {
  readonly child: ChildProcess;
  /** Its exit code. */
  readonly ended: Promise<unknown>;
  /** What it has said so far. */
  readonly said: () => string;
}

describe("The first set-up", () => {
  let folder: TemporaryFolder;
  let cwd: string;
  const started: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder();
    cwd = resolve(folder.at("."));
    for (const script of SCRIPTS) {
      mkdirSync(dirname(folder.at(script)), { recursive: true });
      copyFileSync(join(__dirname, "../..", script), folder.at(script));
    }
    mkdirSync(folder.at("bin"));
    writeFileSync(folder.at("bin/npm"), NPM);
    chmodSync(folder.at("bin/npm"), 0o755);
    writeLockfile(LOCKFILE);
  });
  afterEach(async () => {
    for (const { pid, exitCode } of started.splice(0)) {
      // A test that has failed leaves them with all that they have started.
      if (pid !== undefined && exitCode === null) killGroup(pid);
    }
    await folder.remove();
  });

  function writeLockfile(packages: Readonly<Record<string, object>>): void {
    writeFileSync(folder.at("package-lock.json"), JSON.stringify({ packages }));
  }

  /** Starts a set-up whose npm is held until `letGo`. @returns once it says that npm works, or that it waits */
  async function begin(says: string, ...options: string[]): Promise<Begun> {
    const env = environmentWith({ PATH: `${folder.at("bin")}:${dirname(process.execPath)}:/usr/bin:/bin` });
    const how: SpawnOptions = { cwd, env, detached: true, stdio: ["ignore", "ignore", "pipe"] };
    const child = spawn(process.execPath, [SCRIPTS[0] ?? "", ...options], how);
    const ended = once(child, "exit").then(([code]: unknown[]) => code);
    started.push(child);
    let said = "";
    await new Promise<void>((resolve) => {
      child.stderr?.on("data", (chunk) => {
        said += String(chunk);
        if ([WORKS, WAITS].some((sentence) => said.includes(sentence))) resolve();
      });
    });
    expect(said).to.include(says);
    return { child, ended, said: () => said };
  }
  const hold = (): void => writeFileSync(folder.at("held"), "");
  const letGo = (): void => rmSync(folder.at("held"));

  async function setUp(...options: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
    const env = environmentWith({ PATH: `${folder.at("bin")}:${dirname(process.execPath)}:/usr/bin:/bin` });
    const how: SpawnOptions = { cwd: folder.at("."), env };
    const child = spawn(process.execPath, [SCRIPTS[0] ?? "", ...options], {
      ...how,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = once(child, "exit");
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: (await ended)[0], stdout, stderr };
  }

  const calls = (): string[] =>
    existsSync(folder.at("calls")) ? readFileSync(folder.at("calls"), "utf8").trim().split("\n") : [];

  it("installs everything once, tells so on stderr, and is silent the next time", async () => {
    const first = await setUp();
    const second = await setUp();

    expect(first.code).to.equal(0);
    expect(first.stdout).to.equal("");
    expect(first.stderr).to.match(
      /^Installing 2 packages with npm ci: one to three minutes the first time\.\nInstalled in \d+ s\.\n$/,
    );
    expect(second).to.deep.equal({ code: 0, stdout: "", stderr: "" });
    expect(calls()).to.have.length(1);
    expect(calls()[0]).to.match(/^ci --include=dev /);
  });

  it("leaves out for a publisher what only developing needs, and installs it where that is needed", async () => {
    expect((await setUp("--omit=dev")).stderr).to.match(/^Installing 1 packages /);
    expect(await setUp("--omit=dev")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
    await setUp();
    expect(await setUp("--omit=dev"), "more than is needed does no harm").to.deep.include({ stderr: "" });

    expect(calls().map((call) => call.split(" ")[1])).to.deep.equal(["--omit=dev", "--include=dev"]);
  });

  it("installs anew where the lockfile has another version", async () => {
    await setUp();
    writeLockfile({ ...LOCKFILE, "node_modules/needed": { version: "1.0.1" } });
    await setUp("--omit=dev");

    expect(calls()).to.have.length(2);
  });

  it("installs once for two that begin at the same time", async () => {
    hold();
    const first = await begin(WORKS);
    const second = await begin(WAITS);
    letGo();

    expect(await Promise.all([first.ended, second.ended])).to.deep.equal([0, 0]);
    expect(calls()).to.have.length(1);
  });

  it("installs what the other one needs as well before the first goes on with less", async () => {
    hold();
    const publisher = await begin(WORKS, "--omit=dev");
    const developer = await begin(WAITS);
    letGo();

    expect(await publisher.ended).to.equal(0);
    expect(calls().map((call) => call.split(" ")[1])).to.deep.equal(["--omit=dev", "--include=dev"]);
    expect(await developer.ended).to.equal(0);
    expect(calls()).to.have.length(2);
  });

  it("installs itself where the one that it waited for was killed", async () => {
    hold();
    const first = await begin(WORKS);
    const second = await begin(WAITS);
    // With all that it has started.
    killGroup(first.child.pid ?? 0);
    letGo();

    expect(await second.ended).to.equal(0);
    expect(calls()).to.have.length(2);
    expect(await setUp()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
  });

  it("ends npm where it is interrupted", async () => {
    writeFileSync(folder.at("slow"), "");
    const env = environmentWith({ PATH: `${folder.at("bin")}:${dirname(process.execPath)}:/usr/bin:/bin` });
    const words = [SCRIPTS[1] ?? "", "--include=dev"];
    const child = spawn(process.execPath, words, { cwd: folder.at("."), env, stdio: ["ignore", "ignore", "pipe"] });
    const ended = once(child, "exit");
    let said = "";
    for await (const chunk of child.stderr) {
      said += String(chunk);
      if (said.endsWith("npm works\n")) child.kill("SIGINT");
    }

    // The stream has ended, so npm has, too.
    expect(await ended).to.deep.equal([null, "SIGINT"]);
    expect(said).not.to.contain("Installed in");
  });

  for (const what of ["set-up", "installer"] as const) {
    it(`ends npm where the ${what} alone is killed, of which nobody is told`, async () => {
      hold();
      const { child } = await begin(WORKS);
      const npmEnded = once(child.stderr ?? child, "close");

      process.kill(what === "set-up" ? (child.pid ?? 0) : await childOf(child.pid ?? 0), "SIGKILL");

      // Whoever runs has the stream open.
      await npmEnded;
      letGo();
      expect(await setUp()).to.include({ code: 0, stdout: "" });
      expect(calls()).to.have.length(2);
    });
  }

  it("installs once for two in one folder that is renamed between them", async () => {
    hold();
    const first = await begin(WORKS);
    const before = cwd;
    cwd = `${before}-renamed`;
    renameSync(before, cwd);
    try {
      const second = await begin(WAITS);
      rmSync(join(cwd, "held"));
      expect(await Promise.all([first.ended, second.ended])).to.deep.equal([0, 0]);
    } finally {
      renameSync(cwd, before);
    }
    expect(calls()).to.have.length(1);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends by ${signal} while it waits, and blames nobody`, async () => {
      hold();
      await begin(WORKS);
      const { child, ended, said } = await begin(WAITS);
      // Only what it waits with, as if the set-up itself had not seen the signal yet.
      process.kill(await childOf(child.pid ?? 0), signal);

      expect(await ended).to.equal(null);
      expect(child.signalCode).to.equal(signal);
      expect(said()).to.equal(`${WAITS}\n`);
    });
  }

  it("fails where npm does, with npm's own words before its own", async () => {
    writeFileSync(folder.at("broken"), "");

    const { code, stderr } = await setUp();

    expect(code).to.equal(1);
    expect(stderr.split("\n").slice(1)).to.deep.equal([
      "npm is out of order",
      "The packages could not be installed; npm says why above. Run the same command again.",
      "",
    ]);
  });
});

/** The only process that another has started. */
async function childOf(pid: number): Promise<number> {
  return Number(await text(spawn("pgrep", ["-P", String(pid)]).stdout));
}

/** Kills a process that was started detached, and all that it has started. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!isErrorCode(error, "ESRCH")) throw error;
  }
}
