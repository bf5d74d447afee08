// For processes that measure what the compiled library does with files of strangers: in plain JavaScript, so that no compiler counts as memory.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..", "..", "..");
require(join(ROOT, "scripts", "compiled.cjs")).bringUpToDate();

const KIB_PER_MIB = 1024;

/** A module of the compiled library. @param name its path below lib/, without an ending */
exports.library = (name) => require(join(ROOT, "dist", "lib", `${name}.js`));

/** What is said by something, or by the error that it ends with, and after how many milliseconds. */
exports.measured = async (something) => {
  const begin = performance.now();
  let said;
  try {
    said = await something();
  } catch (error) {
    said = error.code ?? String(error);
  }
  return { said, milliseconds: performance.now() - begin };
};

/** The most memory that the process held, in MiB. Linux counts into maxRSS what it held before it became this program. */
exports.peak = () => {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / KIB_PER_MIB;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) / KIB_PER_MIB;
};
