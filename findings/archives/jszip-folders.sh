#!/usr/bin/env bash
# jszip 3.10.2: the same files with the same dates are two different archives when a file lies in a folder: jszip adds an entry for
# the folder, with the time of now. And files whose names are whole numbers come first, in the order of the numbers, whatever
# the order in which they were added. createFolders: false leaves the entries of folders away. fflate 0.8.3 makes none.
# Guess: with a date for every file the bytes are the same, in the order in which the files were added.
# For Colophon: the hash of a ZIP is that of its bytes, so a work that such a page packs again is another work. Pages of a
# book that are named 2, 10 and 1 are hashed file by file (a batch), not packed.
source "$(dirname "$0")/../shared/begin.sh"
packages jszip@3.10.2 fflate@0.8.3

cat >probe.mjs <<'JS'
import { createHash } from "node:crypto";

import { strToU8, zipSync } from "fflate";
import JSZip from "jszip";

const date = new Date("2024-07-01T12:00:00Z");
const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
const now = Date;
/** What `make` gives while the clock stands at a day of January 2025. */
async function on(day, make) {
  globalThis.Date = class extends now {
    constructor(...given) {
      super(...(given.length === 0 ? [`2025-01-${day}T00:00:00Z`] : given));
    }
  };
  try {
    return hash(await make());
  } finally {
    globalThis.Date = now;
  }
}
const jszip = (name, settings) => () =>
  new JSZip().file(name, "text", { date, ...settings }).generateAsync({ type: "uint8array" });
const twice = async (label, make) =>
  console.log(`${label}: ${(await on("01", make)) === (await on("02", make)) ? "equal" : "two"}`);
await twice("jszip, a.txt", jszip("a.txt"));
await twice("jszip, folder/a.txt", jszip("folder/a.txt"));
await twice("jszip, folder/a.txt, createFolders: false", jszip("folder/a.txt", { createFolders: false }));
await twice("fflate, folder/a.txt", () => zipSync({ "folder/a.txt": [strToU8("text"), { mtime: date }] }));
const pages = new JSZip();
for (const name of ["cover", "2", "10", "1"]) pages.file(name, "text", { date });
const bytes = Buffer.from(await pages.generateAsync({ type: "uint8array" })).toString("latin1");
/** Each name stands right before the text, once. */
console.log("added cover, 2, 10, 1:", [...bytes.matchAll(/(cover|\d+)text/g)].map(([, name]) => name).join(", "));
JS
node probe.mjs >seen

compare seen <<'SEEN'
jszip, a.txt: equal
jszip, folder/a.txt: two
jszip, folder/a.txt, createFolders: false: equal
fflate, folder/a.txt: equal
added cover, 2, 10, 1: 1, 2, 10, cover
SEEN
