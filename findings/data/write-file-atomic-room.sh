#!/usr/bin/env bash
# A file is replaced "atomically" while the disk has room for a part of the new one. The system then takes that part and says how
# many bytes it took. write-file-atomic 8.0.0 (5.0.1 as well) does not look at the number: it renames the part over the old file and
# reports success, with text and with bytes, at once or not, so half a file stands where a whole one was. fast-write-atomic 0.4.0,
# atomically 2.1.1 (which says ENOENT) and steno 4.0.2 fail and leave the old file.
# Guess: an atomic writer leaves the old file or the new one, and on a full disk it fails.
# For Colophon: records, certificates and signed heads are such files. lib/store/publish.ts writes beside the place with Node's
# writeFile, which goes on until all is written or an error is told, and renames then.
source "$(dirname "$0")/../shared/begin.sh"
packages atomically@2.1.1 fast-write-atomic@0.4.0 steno@4.0.2 write-file-atomic@8.0.0

cat >probe.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";

import { writeFile as atomically } from "atomically";
import fastWriteAtomic from "fast-write-atomic";
import { Writer } from "steno";
import writeFileAtomic from "write-file-atomic";

const WHOLE = "x".repeat(100_000);
const WRITERS = {
  "write-file-atomic, text": (path) => writeFileAtomic(path, WHOLE),
  "write-file-atomic, bytes": (path) => writeFileAtomic(path, Buffer.from(WHOLE)),
  "write-file-atomic, sync": (path) => writeFileAtomic.sync(path, WHOLE),
  "fast-write-atomic": (path) => promisify(fastWriteAtomic)(path, Buffer.from(WHOLE)),
  atomically: (path) => atomically(path, WHOLE, { timeout: 0 }),
  steno: (path) => new Writer(path).write(WHOLE),
  "node's writeFile beside it": (path) => writeFile(`${path}.new`, WHOLE),
};
// A limit for files stands for a full disk: the system answers alike, with another code, and with a signal, which would end the process.
process.on("SIGXFSZ", () => undefined);
const [name, write] = Object.entries(WRITERS)[process.argv[2]];
const path = `${process.argv[2]}.txt`;
writeFileSync(path, "old");
let said = "success";
try {
  await write(path);
} catch ({ code }) {
  said = code;
}
const there = readFileSync(path, "utf8");
console.log(`${name}: ${said}, ${there === "old" ? "the old file" : there === WHOLE ? "the new file" : "a part of the new file"}`);
JS
for writer in 0 1 2 3 4 5 6; do (ulimit -f 16 && node probe.mjs "$writer" | cat); done >seen

compare seen <<'SEEN'
write-file-atomic, text: success, a part of the new file
write-file-atomic, bytes: success, a part of the new file
write-file-atomic, sync: success, a part of the new file
fast-write-atomic: EFBIG, the old file
atomically: ENOENT, the old file
steno: EFBIG, the old file
node's writeFile beside it: EFBIG, the old file
SEEN
