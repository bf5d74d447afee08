#!/usr/bin/env bash
# A recording in two languages, in ID3v2.4 as mutagen 1.48.1 writes it: music-metadata 11.16.1 says the last of them, where it gives all of the
# artists; a title of two texts is one text with a NUL in it, which PostgreSQL refuses. The raw tags (`native`) have both languages. In ID3v2.3, where there is no way to part them, mutagen writes a slash, and the language
# is "zho/fra".
# Guess: both languages, as a list or in one text; at least the first, which is that of the title.
# For Colophon: lib/metadata/files/formats/audio.ts takes the languages out of the raw tags, all of them, and names those that are no language tag.
source "$(dirname "$0")/../shared/begin.sh"
packages music-metadata@11.16.1
python_packages mutagen==1.48.1

cat >probe.py <<'PY'
from mutagen.id3 import ID3, TIT2, TLAN, TPE1

for version in (3, 4):
    with open(f"ID3v2.{version}.mp3", "wb") as file:
        file.write(bytes(4000))
    tags = ID3()
    tags.add(TIT2(encoding=3, text=["\u706f\u5854", "Le phare"]))
    tags.add(TPE1(encoding=3, text=["Anna", "Bo"]))
    tags.add(TLAN(encoding=3, text=["zho", "fra"]))
    tags.save(f"ID3v2.{version}.mp3", v2_version=version)
PY
cat >probe.mjs <<'JS'
import { parseFile } from "music-metadata";

for (const kind of ["ID3v2.3", "ID3v2.4"]) {
  const { common, native } = await parseFile(`${kind}.mp3`);
  const raw = native[kind].filter(({ id }) => id === "TLAN").map(({ value }) => value);
  const { artists, language, title } = common;
  console.log(`${kind}: ${JSON.stringify({ artists, language, raw, title })}`);
}
JS
python/bin/python probe.py
node probe.mjs >seen

compare seen <<'SEEN'
ID3v2.3: {"artists":["Anna","Bo"],"language":"zho/fra","raw":["zho/fra"],"title":"灯塔/Le phare"}
ID3v2.4: {"artists":["Anna","Bo"],"language":"fra","raw":["zho","fra"],"title":"灯塔\u0000Le phare"}
SEEN
