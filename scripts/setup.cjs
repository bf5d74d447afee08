// Installs the packages when they are not those of the lockfile. Plain JavaScript, since it runs before anything is installed.
"use strict";

const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const OLDEST_NODE = [20, 12];
const ROOT = join(__dirname, "..");
/** Written after an installation that went through, so that one that was interrupted is made again. */
const STAMP = join(ROOT, "node_modules", ".colophon-installed");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`Colophon needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const wanted = createHash("sha256")
  .update(readFileSync(join(ROOT, "package-lock.json")))
  .digest("hex");
if (!existsSync(STAMP) || readFileSync(STAMP, "utf8") !== wanted) {
  console.error("Installing packages (a minute or two) ...");
  try {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: ROOT,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
  } catch {
    console.error("The packages could not be installed; npm says why above. Run the same command again.");
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}
