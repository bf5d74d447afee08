#!/usr/bin/env bash
# node-id3 0.2.9 reads ID3v2.4, where a NUL parts several artists, genres or languages, and leaves the NUL out: "Anna" and "Bo" are the
# one artist "AnnaBo". update(), which changes a single field, writes all others back so, as ID3v2.3: who performed a recording, who
# produced it and in which languages it is sung cannot be told apart any more by any program. A date of release to the day stays as
# a frame that ID3v2.3 does not have.
# Guess: several are a list, as in music-metadata and mutagen, or joined by "/"; at least update() leaves alone what it was not given.
# For Colophon: lib/metadata/files reads tags with music-metadata and never writes them. A file whose tags are "touched up" by this
# library is another work for its hash, and its claimants are one strange name.
source "$(dirname "$0")/../shared/begin.sh"
packages music-metadata@11.16.1 node-id3@0.2.9
python_packages mutagen==1.48.1

cat >write.py <<'PY'
# Ten silent frames of MPEG-1 layer III, with a tag of version 2.4.
from mutagen.id3 import ID3, TCON, TDRC, TIPL, TIT2, TLAN, TPE1

open("song.mp3", "wb").write((bytes.fromhex("fffb9064") + bytes(413)) * 10)
tag = ID3()
for frame in (
    TIT2(3, ["Ferry"]),
    TPE1(3, ["Anna", "Bo"]),
    TCON(3, ["Rock", "Pop"]),
    TLAN(3, ["zho", "eng"]),
    TIPL(3, [["producer", "Cy"], ["mix", "Di"]]),
    TDRC(3, ["2020-01-02"]),
):
    tag.add(frame)
tag.save("song.mp3", v2_version=4)
PY
cat >probe.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import { parseBuffer } from "music-metadata";
import NodeID3 from "node-id3";

const show = async (words) => {
  const { common, native } = await parseBuffer(readFileSync("song.mp3"), "audio/mpeg");
  console.log(`${words}, music-metadata:`, common.artists, common.genre, Object.keys(native));
};
await show("before");
const { artist, genre, language, involvedPeopleList } = NodeID3.read("song.mp3");
console.log("before, node-id3:", { artist, genre, language, involvedPeopleList });
writeFileSync("song.mp3", NodeID3.update({ title: "A Ferry at Dusk" }, readFileSync("song.mp3")));
await show("after");
JS
cat >read.py <<'PY'
import sys

from mutagen.id3 import ID3

tag = ID3("song.mp3")
print(f"{sys.argv[1]}, mutagen: {tag['TPE1'].text} {tag['TLAN'].text} {tag['TIPL'].people}")
PY
python/bin/python write.py
{
  python/bin/python read.py before
  node probe.mjs
  python/bin/python read.py after
} >seen

compare seen <<'SEEN'
before, mutagen: ['Anna', 'Bo'] ['zho', 'eng'] [['producer', 'Cy'], ['mix', 'Di']]
before, music-metadata: [ 'Anna', 'Bo' ] [ 'Rock', 'Pop' ] [ 'ID3v2.4' ]
before, node-id3: {
  artist: 'AnnaBo',
  genre: 'RockPop',
  language: 'zhoeng',
  involvedPeopleList: 'producerCymixDi'
}
after, music-metadata: [ 'AnnaBo' ] [ 'RockPop' ] [ 'ID3v2.3' ]
after, mutagen: ['AnnaBo'] ['zhoeng'] [['producerCymixDi', '']]
SEEN
