#!/usr/bin/env bash
# The time of a file in a ZIP has no zone. jszip 3.10.2 and archiver 8.0.0 write that of UTC; fflate 0.8.3, adm-zip 0.6.1 and
# yazl 3.3.1 that of the machine's zone. yauzl 3.4.0 and adm-zip read it as local, jszip as UTC: in Shanghai a file that one of the
# first two packed at noon was packed at four in the morning for the others, and one of the rest at eight in the evening for
# jszip. Only yazl writes the instant beside it (the extended timestamp), which yauzl reads.
# Guess: all write local time, as ZIP has done since DOS, and an archive's times are the same for every reader.
# For Colophon: the date of a file in an archive is no evidence and is not read. What one sees depends on who packed it and who looks.
source "$(dirname "$0")/../shared/begin.sh"
packages jszip@3.10.2 archiver@8.0.0 fflate@0.8.3 adm-zip@0.6.1 yazl@3.3.1 yauzl@3.4.0

cat >probe.mjs <<'JS'
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";

import AdmZip from "adm-zip";
import { ZipArchive } from "archiver";
import { strToU8, zipSync } from "fflate";
import JSZip from "jszip";
import yauzl from "yauzl";
import yazl from "yazl";

const noon = new Date("2024-07-01T12:00:00+08:00");
const writers = {
  jszip: () => new JSZip().file("a", "text", { date: noon }).generateAsync({ type: "nodebuffer" }),
  archiver: async () => {
    const archive = new ZipArchive();
    const bytes = buffer(archive);
    archive.append("text", { date: noon, name: "a" });
    await archive.finalize();
    return bytes;
  },
  fflate: () => Buffer.from(zipSync({ a: [strToU8("text"), { mtime: noon }] })),
  "adm-zip": () => {
    const archive = new AdmZip();
    archive.addFile("a", Buffer.from("text"));
    archive.getEntry("a").header.time = noon;
    return archive.toBuffer();
  },
  yazl: () => {
    const archive = new yazl.ZipFile();
    archive.addBuffer(Buffer.from("text"), "a", { mtime: noon });
    archive.end();
    return buffer(archive.outputStream);
  },
};
const readers = {
  jszip: async (bytes) => (await JSZip.loadAsync(bytes)).files.a.date,
  "adm-zip": (bytes) => new AdmZip(bytes).getEntry("a").header.time,
  yauzl: async (bytes) => {
    const archive = await promisify(yauzl.fromBuffer)(bytes, { lazyEntries: true });
    return new Promise((resolve) => archive.once("entry", (entry) => resolve(entry.getLastModDate())).readEntry());
  },
};
for (const [writer, write] of Object.entries(writers)) {
  const bytes = await write();
  const seen = [];
  for (const [reader, read] of Object.entries(readers)) {
    seen.push(`${reader} ${(await read(bytes)).toLocaleTimeString("en-GB")}`);
  }
  console.log(`noon by ${writer}: ${seen.join(", ")}`);
}
JS
TZ=Asia/Shanghai node probe.mjs >seen

compare seen <<'SEEN'
noon by jszip: jszip 12:00:00, adm-zip 04:00:00, yauzl 04:00:00
noon by archiver: jszip 12:00:00, adm-zip 04:00:00, yauzl 04:00:00
noon by fflate: jszip 20:00:00, adm-zip 12:00:00, yauzl 12:00:00
noon by adm-zip: jszip 20:00:00, adm-zip 12:00:00, yauzl 12:00:00
noon by yazl: jszip 20:00:00, adm-zip 12:00:00, yauzl 12:00:00
SEEN
