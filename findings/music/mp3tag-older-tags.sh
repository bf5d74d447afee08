#!/usr/bin/env bash
# A title that mp3tag.js 3.16.0 is told to change in an MP3 (tags.title, then save), as its first page has it. Where the file has the tag of the
# nineties alone (ID3v1), that tag is removed and no other takes its place: title, artist and year are gone, the new ones too. Where the file
# has no tag, it has none afterwards. The error is the empty text both times. Where there is one of ID3v2.4, all is as it should be. And
# where one of ID3v2.3 in UTF-16, as mutagen 1.48.1 writes it, says who produced the recording, that name has a byte-order mark before it
# from then on, which is read as a part of the name.
# Guess: the new title is in the file, in a tag of the kind that is there, or of ID3v2 as the default says; the other fields stay.
# For Colophon: lib/metadata/files/formats/audio.ts reads tags and never writes any. A recording whose title was "mended" by a page with this
# library before it was registered may say nothing any more.
source "$(dirname "$0")/../shared/begin.sh"
packages mp3tag.js@3.16.0
python_packages mutagen==1.48.1

cat >write.py <<'PY'
from mutagen.id3 import ID3, IPLS, TIT2, TPE1, TSOP

SOUND = (b"\xff\xfb\x90\x00" + bytes(413)) * 4
OLD = b"TAG" + b"".join(text.ljust(size, b"\0") for text, size in ((b"Feery", 30), (b"Anna", 30), (b"", 30), (b"2026", 4), (b"", 30))) + b"\xff"
for name, content in (("none", SOUND), ("v1", SOUND + OLD), ("v24", SOUND), ("v23", SOUND)):
    with open(f"{name}.mp3", "wb") as file:
        file.write(content)
for version in (4, 3):
    tags = ID3()
    tags.add(TIT2(encoding=1, text="Feery"))
    tags.add(TPE1(encoding=1, text="Anna"))
    if version == 3:
        tags.add(IPLS(encoding=1, people=[["producer", "Bo"], ["mix", "Cy"]]))
    tags.save(f"v2{version}.mp3", v2_version=version)
PY
cat >change.cjs <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");

const MP3Tag = require("mp3tag.js");

for (const name of ["none", "v1", "v23", "v24"]) {
  const file = new MP3Tag(readFileSync(`${name}.mp3`));
  file.read();
  file.tags.title = "Ferry";
  file.save();
  console.log(`${name}: error "${file.error}"`);
  writeFileSync(`${name}.mp3`, Buffer.from(file.buffer));
}
JS
cat >read.py <<'PY'
import sys

from mutagen.id3 import ID3, ID3NoHeaderError

for name in ("none", "v1", "v23", "v24"):
    try:
        tags = ID3(f"{name}.mp3", translate=False)
        told = [f"{key} {getattr(frame, 'people', None) or frame.text}" for key, frame in sorted(tags.items())]
        print(f"{name}, {sys.argv[1]}: {', '.join(told)}")
    except ID3NoHeaderError:
        print(f"{name}, {sys.argv[1]}: no tag")
PY
python/bin/python write.py
{
  python/bin/python read.py before
  node change.cjs
  python/bin/python read.py after
} >seen

compare seen <<'SEEN'
none, before: no tag
v1, before: TDRC ['2026'], TIT2 ['Feery'], TPE1 ['Anna']
v23, before: IPLS [['producer', 'Bo'], ['mix', 'Cy']], TIT2 ['Feery'], TPE1 ['Anna']
v24, before: TIT2 ['Feery'], TPE1 ['Anna']
none: error ""
v1: error ""
v23: error ""
v24: error ""
none, after: no tag
v1, after: no tag
v23, after: IPLS [['producer', '\ufeffBo'], ['\ufeffmix', '\ufeffCy']], TIT2 ['Ferry'], TPE1 ['Anna']
v24, after: TIT2 ['Ferry'], TPE1 ['Anna']
SEEN
