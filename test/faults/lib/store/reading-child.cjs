// Reads files that a stranger may have handed over, each with the reader that is named before it: MODULE#FUNCTION, below lib/. Prints what
// was said of each and how many milliseconds that took, and the most memory that the process held, in MiB.
"use strict";

const { library, measured, peak } = require("../../../lib/shared/measured.cjs");

async function read(reader, path) {
  const [file, name] = reader.split("#");
  const module = library(file);
  return measured(async () => {
    await module[name](path);
    return "read";
  });
}

async function main() {
  const words = process.argv.slice(2);
  const readings = [];
  for (let at = 0; at < words.length; at += 2) readings.push(await read(words[at], words[at + 1]));
  console.log(JSON.stringify({ readings, peak: peak() }));
}

void main();
