#!/usr/bin/env bash
# A notice that piexifjs 1.0.6 puts into the EXIF of a JPEG, as its page shows it: dump, insert, then Buffer.from(…, "binary") into a file. The text
# goes in letter by letter, each cut to its last eight bits when the file is written: "© 张三" is "©", two blanks and a tab, and "© Zoë" is Latin-1,
# in which exifr 7.1.3, which takes a text for UTF-8, finds letters missing; Pillow 13.0.0 reads it. What insert gives back is a text of JavaScript
# that still has the whole letters, and load() reads it as it was meant, so that a test which writes no file finds no fault.
# Guess: UTF-8, as cameras and exiftool write it; or an error for what is not ASCII, as the standard's type has it.
# For Colophon: lib/metadata/files/formats/image.ts passes over texts that have a letter missing, and cannot know two blanks for a name. A page that
# stamps a picture by this library encodes the text first (unescape(encodeURIComponent(text))).
source "$(dirname "$0")/../shared/begin.sh"
packages piexifjs@1.0.6 exifr@7.1.3
python_packages pillow==13.0.0

cat >write.py <<'PY'
from PIL import Image

Image.new("RGB", (8, 8)).save("plain.jpg")
PY
cat >write.cjs <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");

const exifr = require("exifr");
const piexif = require("piexifjs");

(async () => {
  for (const [name, notice] of Object.entries({ ascii: "(c) Bo Li", latin: "© Zoë", chinese: "© 张三" })) {
    const text = piexif.insert(piexif.dump({ "0th": { [piexif.ImageIFD.Copyright]: notice } }), readFileSync("plain.jpg").toString("binary"));
    const shown = (value) => JSON.stringify(value);
    console.log(`${name}, load() at once: ${shown(piexif.load(text)["0th"][piexif.ImageIFD.Copyright])}`);
    writeFileSync(`${name}.jpg`, Buffer.from(text, "binary"));
    const file = readFileSync(`${name}.jpg`);
    console.log(`${name}, load() of the file: ${shown(piexif.load(file.toString("binary"))["0th"][piexif.ImageIFD.Copyright])}`);
    console.log(`${name}, exifr: ${shown((await exifr.parse(file)).Copyright)}`);
  }
})();
JS
cat >read.py <<'PY'
from PIL import Image

for name in ("ascii", "latin", "chinese"):
    print(f"{name}, Pillow: {Image.open(f'{name}.jpg').getexif()[0x8298]!r}")
PY
{
  python/bin/python write.py
  node write.cjs
  python/bin/python read.py
} >seen

compare seen <<'SEEN'
ascii, load() at once: "(c) Bo Li"
ascii, load() of the file: "(c) Bo Li"
ascii, exifr: "(c) Bo Li"
latin, load() at once: "© Zoë"
latin, load() of the file: "© Zoë"
latin, exifr: "� Zo�"
chinese, load() at once: "© 张三"
chinese, load() of the file: "©  \t"
chinese, exifr: "�"
ascii, Pillow: '(c) Bo Li'
latin, Pillow: '© Zoë'
chinese, Pillow: '©  \t'
SEEN
