// Installs the packages when they are not those of the lockfile; with --omit=dev, those that a publisher's commands need are
// enough. Plain JavaScript, since it runs before anything is installed.
"use strict";

const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const { ANOTHER_INSTALLED, EVERYTHING } = require("./setup/outcome.cjs");

const OLDEST_NODE = [20, 12];
const ROOT = join(__dirname, "..");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`Colophon needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const { NODE_OPTIONS = "" } = process.env;
const endWithParent = JSON.stringify(join(__dirname, "setup", "end-with-parent.cjs"));
const withoutDev = process.argv.includes("--omit=dev");
while (!isInstalled()) {
  const option = withoutDev ? "--omit=dev" : EVERYTHING;
  // In a process of its own, which can tell how far it is while this one waits.
  const { status, signal } = spawnSync(process.execPath, [join(__dirname, "setup", "install.cjs"), option], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    // Loaded by npm, too, and by what that starts.
    env: { ...process.env, NODE_OPTIONS: `${NODE_OPTIONS} --require ${endWithParent}` },
  });
  if (status === 0) break;
  if (status === ANOTHER_INSTALLED) continue;
  // Whoever was stopped knows why.
  if (signal !== null) {
    process.kill(process.pid, signal);
    process.exit(1);
  }
  console.error("The packages could not be installed; npm says why above. Run the same command again.");
  process.exit(1);
}

/** Whether the installed packages are those of the lockfile. npm writes down what it installed when it is done, not before. */
function isInstalled() {
  const written = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(written)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(written, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, dev }]) =>
      path === "" || optional || (dev && withoutDev) || installed[path]?.version === version,
  );
}
