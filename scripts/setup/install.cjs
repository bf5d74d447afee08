// Runs `npm ci` in the folder it is started in, with the option that it is given, and tells on stderr how far that is. One at a time
// does so in a folder: two would take the packages from under each other. Who comes later waits for the first, and ends with
// ANOTHER_INSTALLED.
"use strict";

const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, rmSync, statSync } = require("node:fs");
const { connect, createServer } = require("node:net");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const { ANOTHER_INSTALLED, EVERYTHING } = require("./outcome.cjs");

const MILLISECONDS = 1000;
/** On a terminal one line is refreshed; a log gets a line now and then. */
const { isTTY } = process.stderr;
const TELL_EVERY_MS = isTTY ? MILLISECONDS : 15 * MILLISECONDS;
const CLEAR_LINE = "\r\u001B[K";
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

const start = performance.now();
let [option] = process.argv.slice(2);

// Whoever listens at the folder's own address has the turn, which ends with its process, however that ends. A folder can have
// several paths, and be renamed.
const { dev, ino } = statSync(".", { bigint: true });
const name = `colophon-${createHash("sha256").update(`${dev}:${ino}`).digest("hex")}`;
const address =
  { linux: `\0${name}`, win32: `\\\\?\\pipe\\${name}` }[process.platform] ?? join(tmpdir(), name.slice(0, 32));
const turn = createServer((waiting) => {
  waiting.on("error", () => {});
  waiting.on("data", (wanted) => {
    if (String(wanted) === EVERYTHING) isMoreWanted = true;
  });
});
let isMoreWanted = false;
turn.once("error", (error) => (error.code === "EADDRINUSE" ? waitForOther() : end(1, error.message)));
turn.listen(address, install);

/** Whoever needs more than is being installed says so: it is installed before anybody goes on with less. */
function waitForOther() {
  const other = connect(address, () => {
    console.error("Another command installs the packages here: waiting for it.");
    other.write(option);
  });
  other.once("error", ({ code }) => {
    // Of one that was killed, where the address is a file.
    if (code === "ECONNREFUSED" && existsSync(address)) rmSync(address);
  });
  other.once("close", () => (process.exitCode = ANOTHER_INSTALLED));
}

function install() {
  const paths = pathsOf(option);
  console.error(`Installing ${paths.length} packages with npm ci: one to three minutes the first time.`);
  const telling = setInterval(() => tell(paths), TELL_EVERY_MS);
  const npm = spawn("npm", ["ci", option, "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"], {
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  let stoppedBy;
  const killed = (signal) => {
    stoppedBy = signal;
    npm.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, killed);
  npm.once("error", (error) => end(1, error.message));
  npm.once("close", (code) => {
    clearInterval(telling);
    for (const signal of SIGNALS) process.off(signal, killed);
    if (stoppedBy !== undefined) return process.kill(process.pid, stoppedBy);
    if (code !== 0 || !isMoreWanted || option === EVERYTHING) return end(code ?? 1);
    option = EVERYTHING;
    install();
  });
}

/** Where the packages are that an option installs. */
function pathsOf(chosen) {
  return Object.entries(JSON.parse(readFileSync("package-lock.json", "utf8")).packages)
    .filter(([path, { optional, dev }]) => path !== "" && !optional && !(dev && chosen !== EVERYTHING))
    .map(([path]) => path);
}

/** A package is there once its package.json is. */
function tell(paths) {
  const there = paths.filter((path) => existsSync(join(path, "package.json"))).length;
  const line = `  ${there} of ${paths.length} packages after ${seconds()} s`;
  process.stderr.write(isTTY ? `${CLEAR_LINE}${line}` : `${line}\n`);
}

function end(code, reason) {
  if (isTTY) process.stderr.write(CLEAR_LINE);
  if (reason !== undefined) console.error(reason);
  if (code === 0) console.error(`Installed in ${seconds()} s.`);
  // Who waits keeps a connection open.
  process.exit(code);
}

function seconds() {
  return ((performance.now() - start) / MILLISECONDS).toFixed(0);
}
