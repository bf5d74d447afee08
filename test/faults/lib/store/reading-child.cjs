// Reads files that a stranger may have handed over, each with the reader that is named before it: MODULE#FUNCTION, below lib/. Prints what
// was said of each and how many milliseconds that took, and the most memory that the process held, in MiB.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..", "..", "..", "..");
require(join(ROOT, "scripts", "compiled.cjs")).bringUpToDate();

const KIB_PER_MIB = 1024;

async function read(reader, path) {
  const [file, name] = reader.split("#");
  const library = require(join(ROOT, "dist", "lib", `${file}.js`));
  const begin = performance.now();
  let said;
  try {
    await library[name](path);
    said = "read";
  } catch (error) {
    said = error.code ?? String(error);
  }
  return { said, milliseconds: performance.now() - begin };
}

/** Linux counts into maxRSS what the process held before it became this program. */
function peak() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / KIB_PER_MIB;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) / KIB_PER_MIB;
}

async function main() {
  const words = process.argv.slice(2);
  const readings = [];
  for (let at = 0; at < words.length; at += 2) readings.push(await read(words[at], words[at + 1]));
  console.log(JSON.stringify({ readings, peak: peak() }));
}

void main();
