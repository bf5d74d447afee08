// Judges the certificates that are named, in a process of its own, as `colophon certificate verify` does: each by the trust file that is
// named first. Prints what was said of each and how many milliseconds that took, and the most memory that the process held, in MiB.
"use strict";

const { library, measured, peak } = require("../../../lib/shared/measured.cjs");

async function judged(path, trustFile) {
  const trust = await library("certificates/trust").readTrust(trustFile);
  const read = await library("certificates/file").readCertificate(path);
  if (!("certificate" in read)) return read.verdict;
  return (await library("certificates/judge/judge").judge(read.certificate, { trust })).verdict;
}

async function main() {
  const [trust, ...paths] = process.argv.slice(2);
  const judgements = [];
  for (const path of paths) judgements.push(await measured(() => judged(path, trust)));
  console.log(JSON.stringify({ judgements, peak: peak() }));
}

void main();
