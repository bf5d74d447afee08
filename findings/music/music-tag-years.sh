#!/usr/bin/env bash
# One date, given to one library for two kinds of files. music-tag 0.4.3 writes the year of an MP3 into the frame of the first release of all
# (TDOR), where a FLAC file gets a date, so that for tinytag 2.3.2 and the easy names of mutagen 1.48.1 the MP3 has no year. And a recording of
# 2026 of which the file says that it first came out in 1999 is of 1999 as an MP3, and of 2026 as FLAC. Two artists are one in the MP3, with a
# comma, and two in the other.
# Guess: the year is that of the recording (TDRC) in the one as in the other, and a list is one in both, since ID3v2.4 has room for it.
# For Colophon: lib/metadata/files/formats/audio.ts takes TDRC and the day of release, never the first release of all. An MP3 that went through this
# library says no date to it; --published does.
source "$(dirname "$0")/../shared/begin.sh"
python_packages music-tag==0.4.3 mutagen==1.48.1 tinytag==2.3.2

cat >probe.py <<'PY'
import struct

import music_tag
import mutagen
from mutagen.flac import FLAC
from mutagen.id3 import ID3, TDOR, TDRC
from tinytag import TinyTag

# A second of silence: 40 frames of MPEG, and a FLAC file without any.
stream = struct.pack(">HH6x", 4096, 4096) + ((44100 << 44) | (1 << 41) | (15 << 36) | 44100).to_bytes(8, "big") + bytes(16)
EMPTY = {"mp3": (b"\xff\xfb\x90\x00" + bytes(413)) * 40, "flac": b"fLaC\x80" + len(stream).to_bytes(3, "big") + stream}


def empty(kind):
    with open(f"ferry.{kind}", "wb") as file:
        file.write(EMPTY[kind])
    return f"ferry.{kind}"


for kind in EMPTY:
    path = empty(kind)
    tags = music_tag.load_file(path)
    tags["year"] = 2026
    tags["artist"] = ["Anna", "Bo"]
    tags.save()
    print(f"{kind}, written: {mutagen.File(path).tags.pprint()!r}")
    print(f"  tinytag: year {TinyTag.get(path).year}; mutagen, its easy names: {mutagen.File(path, easy=True).get('date')}")

path = empty("mp3")
tags = ID3()
tags.add(TDRC(text=["2026-01-02"]))
tags.add(TDOR(text=["1999"]))
tags.save(path)
print("mp3 of 2026, first released in 1999: year", music_tag.load_file(path)["year"])
path = empty("flac")
tags = FLAC(path)
tags["date"], tags["originaldate"] = "2026-01-02", "1999"
tags.save()
print("flac of 2026, first released in 1999: year", music_tag.load_file(path)["year"])
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
mp3, written: 'TDOR=2026\nTPE1=Anna, Bo'
  tinytag: year None; mutagen, its easy names: None
flac, written: 'date=2026\nartist=Anna\nartist=Bo'
  tinytag: year 2026; mutagen, its easy names: ['2026']
mp3 of 2026, first released in 1999: year 1999
flac of 2026, first released in 1999: year 2026
SEEN
