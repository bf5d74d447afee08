#!/usr/bin/env bash
# A recording by two artists, as mutagen 1.48.1 writes them into MP3 (ID3v2.4), FLAC and MP4, which all have room for several, read in Go. To
# dhowden/tag (v0.0.0-20240417053706, what music servers in Go read with) the MP3 is by "AnnaBo", the FLAC by Bo alone, and the MP4 by
# "Anna", 16 bytes of the file itself (the head of the second value) and "Bo", NULs among them. bogem/id3v2 2.1.4 gives both with a NUL
# between, which one can part. Nothing is an error.
# Guess: a list, or the first artist, in all three alike.
# For Colophon: lib/metadata/files/formats/audio.ts has both out of MP3 and FLAC, and reads no MP4. Who fills a column `author` in Go registers a
# person who does not exist, or one author too few.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, for dhowden/tag"; exit 1; }
python_packages mutagen==1.48.1

cat >write.py <<'PY'
import struct

from mutagen.flac import FLAC
from mutagen.id3 import ID3, TPE1
from mutagen.mp4 import MP4


def box(kind, *parts):
    inside = b"".join(parts)
    return struct.pack(">I", len(inside) + 8) + kind + inside


# Files without any sound: nothing but tags in the MP3, and the boxes that a film or a song in MP4 has to have.
ARTISTS = ["Anna", "Bo"]
tags = ID3()
tags.add(TPE1(encoding=3, text=ARTISTS))
tags.save("ferry.mp3")

stream = struct.pack(">HH6x", 4096, 4096) + ((44100 << 44) | (1 << 41) | (15 << 36) | 44100).to_bytes(8, "big") + bytes(16)
header = struct.pack(">III", 0, 0, 0) + struct.pack(">IIIH", 1000, 0, 0x10000, 0x100) + bytes(70) + struct.pack(">I", 1)
track = box(b"trak", box(b"mdia", box(b"mdhd", bytes(12), struct.pack(">II", 44100, 0), bytes(4)),
            box(b"hdlr", bytes(8), b"soun", bytes(13)), box(b"minf", box(b"stbl", box(b"stsd", bytes(8))))))
for kind, content, File, name in (
    ("flac", b"fLaC\x80" + len(stream).to_bytes(3, "big") + stream, FLAC, "artist"),
    ("m4a", box(b"ftyp", b"M4A ", bytes(4), b"M4A ") + box(b"moov", box(b"mvhd", header), track), MP4, "\xa9ART"),
):
    with open(f"ferry.{kind}", "wb") as file:
        file.write(content)
    file = File(f"ferry.{kind}")
    file[name] = ARTISTS
    file.save()
    print(f"{kind}: mutagen {File(f'ferry.{kind}')[name]}")
PY
cat >go.mod <<'MOD'
module artists

go 1.25

require (
	github.com/bogem/id3v2/v2 v2.1.4
	github.com/dhowden/tag v0.0.0-20240417053706-3d75831295e8
)
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/bogem/id3v2/v2"
	"github.com/dhowden/tag"
)

func main() {
	for _, name := range []string{"ferry.mp3", "ferry.flac", "ferry.m4a"} {
		file, err := os.Open(name)
		if err != nil {
			panic(err)
		}
		tags, err := tag.ReadFrom(file)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s: dhowden/tag %q\n", name, tags.Artist())
	}
	tags, err := id3v2.Open("ferry.mp3", id3v2.Options{Parse: true})
	if err != nil {
		panic(err)
	}
	fmt.Printf("ferry.mp3: bogem/id3v2 %q\n", tags.Artist())
}
GO
{ python/bin/python write.py && GOFLAGS=-mod=mod go run .; } >seen

compare seen <<'SEEN'
flac: mutagen ['Anna', 'Bo']
m4a: mutagen ['Anna', 'Bo']
ferry.mp3: dhowden/tag "AnnaBo"
ferry.flac: dhowden/tag "Bo"
ferry.m4a: dhowden/tag "Anna\x00\x00\x00\x12data\x00\x00\x00\x01\x00\x00\x00\x00Bo"
ferry.mp3: bogem/id3v2 "Anna\x00Bo"
SEEN
