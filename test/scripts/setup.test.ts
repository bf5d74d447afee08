import { spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";

import { expect } from "chai";

import { environmentWith } from "../../lib/env";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";

const SCRIPTS = ["scripts/setup.cjs", "scripts/setup/install.cjs"];
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
const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
const isLeftOut = ([, { dev, optional }]) => optional || (dev && process.argv.includes("--omit=dev"));
const installed = Object.fromEntries(Object.entries(packages).filter((entry) => !isLeftOut(entry)));
fs.mkdirSync("node_modules", { recursive: true });
fs.writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
`;

describe("The first set-up", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    for (const script of SCRIPTS) {
      mkdirSync(dirname(folder.at(script)), { recursive: true });
      copyFileSync(join(__dirname, "../..", script), folder.at(script));
    }
    mkdirSync(folder.at("bin"));
    writeFileSync(folder.at("bin/npm"), NPM);
    chmodSync(folder.at("bin/npm"), 0o755);
    writeLockfile(LOCKFILE);
  });
  afterEach(() => folder.remove());

  function writeLockfile(packages: Readonly<Record<string, object>>): void {
    writeFileSync(folder.at("package-lock.json"), JSON.stringify({ packages }));
  }

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
    expect((await ended)[0]).to.equal(130);
    expect(said).not.to.contain("Installed in");
  });

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
