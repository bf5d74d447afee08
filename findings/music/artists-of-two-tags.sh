#!/usr/bin/env bash
# An MP3 that has been through two programs often has tags of two kinds, ID3 in front and APE behind. Where they spell a name otherwise,
# music-metadata 11.16.1 puts the artists of both together: "Bo Li" and "Li, Bo" are two of the three artists of a recording by two. Title,
# composer and ISRC are those of APE alone, though composers and ISRCs are lists, too.
# Guess: one kind of tags counts for all, and for a list as for a title.
# For Colophon: lib/metadata/files/formats/audio.ts takes each term from one kind of tags, and names the other where they differ. Who fills a
# column from `common.artists` claims works for people who are one and the same.
source "$(dirname "$0")/../shared/begin.sh"
packages music-metadata@11.16.1
python_packages mutagen==1.48.1

cat >write.py <<'PY'
from mutagen.apev2 import APEv2
from mutagen.id3 import ID3, TCOM, TIT2, TPE1, TSRC

for version in (3, 4):
    name = f"v2.{version}.mp3"
    open(name, "wb").write((bytes.fromhex("fffb9064") + bytes(413)) * 10)
    front = ID3()
    front.add(TIT2(encoding=1, text="The Ferry"))
    front.add(TPE1(encoding=1, text=["Ada Kite", "Bo Li"]))
    front.add(TCOM(encoding=1, text=["Ada Kite"]))
    front.add(TSRC(encoding=1, text="FR-Z03-98-00212"))
    front.save(name, v2_version=version)
    behind = APEv2()
    behind.update({"Title": "Ferry", "Artist": ["Ada Kite", "Li, Bo"], "Composer": "Kite, Ada", "ISRC": "FRZ039800212"})
    behind.save(name)
PY
cat >read.mjs <<'JS'
import { parseFile } from "music-metadata";

for (const version of ["v2.3", "v2.4"]) {
  const { common, native } = await parseFile(`${version}.mp3`);
  console.log(Object.keys(native));
  for (const term of ["title", "artist", "artists", "composer", "isrc"]) console.log("  " + term, common[term]);
}
JS
python/bin/python write.py
node read.mjs >seen

compare seen <<'SEEN'
[ 'ID3v2.3', 'APEv2' ]
  title Ferry
  artist Ada Kite
  artists [ 'Ada Kite', 'Bo Li', 'Li, Bo' ]
  composer [ 'Kite, Ada' ]
  isrc [ 'FRZ039800212' ]
[ 'ID3v2.4', 'APEv2' ]
  title Ferry
  artist Ada Kite
  artists [ 'Ada Kite', 'Bo Li', 'Li, Bo' ]
  composer [ 'Kite, Ada' ]
  isrc [ 'FRZ039800212' ]
SEEN
