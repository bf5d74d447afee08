#!/usr/bin/env bash
# The day on which a recording came out, in a tag of ID3v2.3, which has the year in one frame (TYER) and the day in another (TDAT). eyeD3 0.9.9
# reads the year alone, and when anything else is changed (an album's name) and saved, the day is removed from the file, without a word. With a tag
# that it makes itself it writes the day, and has lost it when it reads. A day of release that it is told (release_date) it keeps in ID3v2.4, and in
# 2.3 the year of the first release of all stands there in its place. getBestDate() is that year in both.
# Guess: what it writes it reads; what it is not told to change stays; what a version has no frame for is refused.
# For Colophon: lib/metadata/files/formats/audio.ts puts the two frames together. A recording that went through this library before it was
# registered is of a year, and another file.
source "$(dirname "$0")/../shared/begin.sh"
python_packages eyed3==0.9.9 mutagen==1.48.1

cat >probe.py <<'PY'
import logging

import eyed3
import eyed3.id3
from mutagen.id3 import ID3, TALB, TDAT, TIT2, TYER

eyed3.log.setLevel(logging.ERROR)
SOUND = (b"\xff\xfb\x90\x00" + bytes(413)) * 20


def frames(name):
    return ", ".join(f"{key} {frame.text[0]}" for key, frame in sorted(ID3(name, translate=False).items()) if key.startswith("T"))


def dates(name):
    tag = eyed3.load(name).tag
    return f"recorded {tag.recording_date}, released {tag.release_date}, first {tag.original_release_date}, best {tag.getBestDate()}"


def sound(name):
    with open(name, "wb") as file:
        file.write(SOUND)
    return name


name = sound("others.mp3")
tags = ID3()
for frame in (TIT2(encoding=1, text="Ferry"), TYER(encoding=0, text="2026"), TDAT(encoding=0, text="0201"), TALB(encoding=1, text="Sea")):
    tags.add(frame)
tags.save(name, v2_version=3)
print("by mutagen:", frames(name))
print("by eyeD3:", dates(name))
changed = eyed3.load(name)
changed.tag.album = "The sea"
changed.tag.save()
print("album changed:", frames(name))

for version in (eyed3.id3.ID3_V2_3, eyed3.id3.ID3_V2_4):
    own = eyed3.load(sound("own.mp3"))
    own.initTag(version=version)
    own.tag.title = "Ferry"
    own.tag.recording_date = "2026-01-02"
    own.tag.release_date = "2026-03-04"
    own.tag.original_release_date = "1999"
    own.tag.save()
    print(f"its own, 2.{version[1]}: {frames('own.mp3')}")
    print(f"its own, 2.{version[1]}: {dates('own.mp3')}")
PY
python/bin/python probe.py >seen 2>/dev/null

compare seen <<'SEEN'
by mutagen: TALB Sea, TDAT 0201, TIT2 Ferry, TYER 2026
by eyeD3: recorded 2026, released None, first None, best 2026
album changed: TALB The sea, TIT2 Ferry, TYER 2026
its own, 2.3: TDAT 0201, TIT2 Ferry, TORY 1999, TYER 2026
its own, 2.3: recorded 2026, released 1999, first 1999, best 1999
its own, 2.4: TDOR 1999, TDRC 2026-01-02, TDRL 2026-03-04, TIT2 Ferry
its own, 2.4: recorded 2026-01-02, released 2026-03-04, first 1999, best 1999
SEEN
