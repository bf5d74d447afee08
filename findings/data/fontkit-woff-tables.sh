#!/usr/bin/env bash
# fontkit 2.0.4 inflates a table of a WOFF file anew for every glyph that it reads the outline of: a hundred Chinese characters
# take about a hundred times as long as out of the same font as OpenType. Nothing is wrong with what is drawn.
# Guess: a table is inflated once, when it is first asked for.
# For Colophon: lib/certificates/print/woff.ts makes OpenType of the file first. A page took two minutes, and takes a second.
source "$(dirname "$0")/../shared/begin.sh"
packages fontkit@2.0.4 @fontsource/noto-serif-sc@5.3.0

cat >probe.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import zlib from "node:zlib";

import { create } from "fontkit";

const require = createRequire(import.meta.url);
const woff = readFileSync(require.resolve("@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-400-normal.woff"));

/** The OpenType font in a WOFF file. */
function sfntOf(file) {
  const count = file.readUInt16BE(12);
  const header = Buffer.alloc(12 + 16 * count);
  file.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  const parts = [header];
  let offset = header.length;
  for (let index = 0; index < count; index += 1) {
    const at = 44 + 20 * index;
    const [from, packed, length] = [4, 8, 12].map((each) => file.readUInt32BE(at + each));
    const bytes = file.subarray(from, from + packed);
    const table = packed < length ? zlib.inflateSync(bytes) : bytes;
    file.copy(header, 12 + 16 * index, at, at + 4);
    header.writeUInt32BE(offset, 12 + 16 * index + 8);
    header.writeUInt32BE(table.length, 12 + 16 * index + 12);
    const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(padded);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

function draw(bytes) {
  const font = create(bytes);
  const begin = performance.now();
  let commands = 0;
  for (let code = 0x4e00; code < 0x4e40; code += 1) {
    if (font.hasGlyphForCodePoint(code)) commands += font.glyphForCodePoint(code).path.commands.length;
  }
  return { commands, time: performance.now() - begin };
}
const [packed, plain] = [draw(woff), draw(sfntOf(woff))];
console.log(`the outlines are ${packed.commands === plain.commands ? "the same" : "others"}`);
console.log(`out of WOFF it takes ${packed.time > 10 * plain.time ? "more than ten times as long" : "about as long"}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
the outlines are the same
out of WOFF it takes more than ten times as long
SEEN
