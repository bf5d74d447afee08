#!/usr/bin/env bash
# The day on which a recording came out. ID3v2.4 has it in one frame (TDRC); ID3v2.3, which most programs write since more players read it, has
# the year in one (TYER), and day and month in another (TDAT, "DDMM"). mutagen 1.48.1 writes both kinds of the same date. music-metadata 11.16.1
# and tinytag 2.3.2 say the date of the first kind and the year of the second; the frame TDAT is among the raw tags, "0201" for 2 January,
# which another would take for 1 February.
# Guess: a date that one reads from ID3v2.4 one reads from ID3v2.3.
# For Colophon: lib/metadata/files/formats/audio.ts puts the two frames together. Works that were registered as of "2026" by the common tags
# alone have lost the day.
source "$(dirname "$0")/../shared/begin.sh"
packages music-metadata@11.16.1
python_packages mutagen==1.48.1 tinytag==2.3.2

cat >write.py <<'PY'
from mutagen.id3 import ID3, TDRC

for version in (3, 4):
    tags = ID3()
    tags.add(TDRC(text=["2026-01-02"]))
    tags.update_to_v23() if version == 3 else tags.update_to_v24()
    tags.save(f"v2.{version}.mp3", v2_version=version)
PY
cat >read.mjs <<'JS'
import { parseFile } from "music-metadata";

for (const version of ["v2.3", "v2.4"]) {
  const { common, native } = await parseFile(`${version}.mp3`);
  const raw = native[`ID3${version}`].map(({ id, value }) => `${id}=${value}`);
  console.log(`music-metadata, ID3${version}: date ${common.date}, year ${common.year}; raw ${raw.join(", ")}`);
}
JS
cat >read.py <<'PY'
from mutagen.id3 import ID3
from tinytag import TinyTag

for version in ("v2.3", "v2.4"):
    print(f"mutagen, ID3{version}: {ID3(f'{version}.mp3')['TDRC']}")
    print(f"tinytag, ID3{version}: {TinyTag.get(f'{version}.mp3').year}")
PY
{ python/bin/python write.py && node read.mjs && python/bin/python read.py; } >seen

compare seen <<'SEEN'
music-metadata, ID3v2.3: date undefined, year 2026; raw TDAT=0201, TYER=2026
music-metadata, ID3v2.4: date 2026-01-02, year 2026; raw TDRC=2026-01-02
mutagen, ID3v2.3: 2026-01-02
tinytag, ID3v2.3: 2026
mutagen, ID3v2.4: 2026-01-02
tinytag, ID3v2.4: 2026-01-02
SEEN
