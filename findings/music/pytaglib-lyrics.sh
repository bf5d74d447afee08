#!/usr/bin/env bash
# A song with its words in two languages, and comments in two, in a tag of ID3v2.3 or 2.4, in which pytaglib 3.2.0 for Python (TagLib 2) changes the
# name of the album. The words stand under their name no more (USLT), and no player shows them: they are a text of one's own kind (TXXX:LYRICS), and
# which of them is in which language is nowhere. Of the comments one has lost its language, the other is in no comment, and both are such a text as
# well. Everything else stays, and the tag is 2.4. Read by itself, all is as it was.
# Guess: what is not touched stays as it is, the languages above all; the words of a song are its words.
# For Colophon: lib/metadata/files/formats/audio.ts reads no words of songs. Words that are a work of somebody else's are to be looked for in these
# texts, too, where somebody has tidied up a collection by this library.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pytaglib==3.2.0 mutagen==1.48.1

cat >probe.py <<'PY'
import taglib
from mutagen.id3 import COMM, ID3, TIT2, USLT

SOUND = (b"\xff\xfb\x90\x00" + bytes(413)) * 20


def told(name):
    tags = ID3(name, translate=False)
    for key, frame in sorted(tags.items()):
        text = frame.text if isinstance(frame.text, list) else [frame.text]
        print(f"  {key}: {' / '.join(text)}")


for version in (3, 4):
    with open("song.mp3", "wb") as file:
        file.write(SOUND)
    tags = ID3()
    tags.add(TIT2(encoding=1, text="Ferry"))
    for language, words in (("zho", "渡轮"), ("fra", "Le bac")):
        tags.add(USLT(encoding=1, lang=language, desc="", text=words))
        tags.add(COMM(encoding=1, lang=language, desc="", text=f"({language})"))
    tags.save("song.mp3", v2_version=version)
    print(f"2.{version}, before:")
    told("song.mp3")
    with taglib.File("song.mp3") as song:
        song.tags["ALBUM"] = ["Sea"]
        unsaved = song.save()
    print(f"2.{version}, after, unsaved {unsaved}, now 2.{ID3('song.mp3').version[1]}:")
    told("song.mp3")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
2.3, before:
  COMM::fra: (fra)
  COMM::zho: (zho)
  TIT2: Ferry
  USLT::fra: Le bac
  USLT::zho: 渡轮
2.3, after, unsaved {}, now 2.4:
  COMM::XXX: (fra)
  COMM:ID3v1 Comment:eng: (fra)
  TALB: Sea
  TIT2: Ferry
  TXXX:COMMENT: (fra) / (zho)
  TXXX:LYRICS: 渡轮 / Le bac
2.4, before:
  COMM::fra: (fra)
  COMM::zho: (zho)
  TIT2: Ferry
  USLT::fra: Le bac
  USLT::zho: 渡轮
2.4, after, unsaved {}, now 2.4:
  COMM::XXX: (fra)
  COMM:ID3v1 Comment:eng: (fra)
  TALB: Sea
  TIT2: Ferry
  TXXX:COMMENT: (fra) / (zho)
  TXXX:LYRICS: 渡轮 / Le bac
SEEN
