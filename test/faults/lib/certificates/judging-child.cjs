// Judges the certificates that are named, in a process of its own, as `colophon certificate verify` does: each by the trust file that is
// named first. Prints what was said of each and how many milliseconds that took, and the most memory that the process held, in MiB.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..", "..", "..", "..");
require(join(ROOT, "scripts", "compiled.cjs")).bringUpToDate();
const dist = (name) => require(join(ROOT, "dist", "lib", "certificates", name));

const KIB_PER_MIB = 1024;

async function judged(path, trustFile) {
  const begin = performance.now();
  let said;
  try {
    const trust = await dist("trust.js").readTrust(trustFile);
    const read = await dist("file.js").readCertificate(path);
    said =
      "certificate" in read ? (await dist("judge/judge.js").judge(read.certificate, { trust })).verdict : read.verdict;
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
  const [trust, ...paths] = process.argv.slice(2);
  const judgements = [];
  for (const path of paths) judgements.push(await judged(path, trust));
  console.log(JSON.stringify({ judgements, peak: peak() }));
}

void main();
