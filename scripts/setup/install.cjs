// Runs `npm ci` in the folder it is started in, with the options that it is given, and tells on stderr how far that is.
"use strict";

const { spawn } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const MILLISECONDS = 1000;
/** On a terminal one line is refreshed; a log gets a line now and then. */
const { isTTY } = process.stderr;
const TELL_EVERY_MS = isTTY ? MILLISECONDS : 15 * MILLISECONDS;
const CLEAR_LINE = "\r\u001B[K";
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

const start = performance.now();
const options = process.argv.slice(2);
const paths = Object.entries(JSON.parse(readFileSync("package-lock.json", "utf8")).packages)
  .filter(([path, { optional, dev }]) => path !== "" && !optional && !(dev && options.includes("--omit=dev")))
  .map(([path]) => path);

console.error(`Installing ${paths.length} packages with npm ci: one to three minutes the first time.`);
const telling = setInterval(tell, TELL_EVERY_MS);
const npm = spawn("npm", ["ci", ...options, "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"], {
  stdio: ["ignore", 2, 2],
  shell: process.platform === "win32",
});
for (const signal of SIGNALS) process.on(signal, () => npm.kill(signal));
npm.once("error", (error) => end(1, error.message));
npm.once("close", (code) => end(code ?? 1));

/** A package is there once its package.json is. */
function tell() {
  const there = paths.filter((path) => existsSync(join(path, "package.json"))).length;
  const line = `  ${there} of ${paths.length} packages after ${seconds()} s`;
  process.stderr.write(isTTY ? `${CLEAR_LINE}${line}` : `${line}\n`);
}

function end(code, reason) {
  clearInterval(telling);
  if (isTTY) process.stderr.write(CLEAR_LINE);
  if (reason !== undefined) console.error(reason);
  if (code === 0) console.error(`Installed in ${seconds()} s.`);
  process.exitCode = code;
}

function seconds() {
  return ((performance.now() - start) / MILLISECONDS).toFixed(0);
}
