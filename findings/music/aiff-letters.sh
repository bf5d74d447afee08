#!/usr/bin/env bash
# A recording with a title, an artist and a notice, as soundfile 0.13.1 (libsndfile) writes them into AIFF and WAV, in UTF-8. music-metadata 11.16.1 reads
# an AIFF with seven bits of each byte: the sign of copyright is "B)", Zoë is "ZoC+", and a Chinese name is other letters, which all look as if
# somebody had typed them. In a WAV it takes each byte for a letter of Latin-1. tinytag 2.3.2 reads UTF-8 in both.
# Guess: letters that are not ASCII are read as UTF-8, or are replacement characters, in both formats alike.
# For Colophon: lib/metadata/files/formats/audio.ts puts the bytes of a WAV together again, and takes nothing from the text of an AIFF, whose
# bytes are lost. Who registers by `common.artist` names somebody who does not exist.
source "$(dirname "$0")/../shared/begin.sh"
packages music-metadata@11.16.1
python_packages soundfile==0.13.1 numpy==2.2.6 tinytag==2.3.2

cat >write.py <<'PY'
import soundfile
from tinytag import TinyTag

for kind in ("aiff", "wav"):
    with soundfile.SoundFile(f"song.{kind}", "w", samplerate=8000, channels=1) as file:
        file.title, file.artist, file.copyright = "\u706f\u5854", "Zo\u00eb", "\u00a9 2024 Harbour"
    tag = TinyTag.get(f"song.{kind}")
    print(kind, "tinytag:", tag.title, tag.artist)
PY
cat >read.mjs <<'JS'
import { parseFile } from "music-metadata";

for (const kind of ["aiff", "wav"]) {
  const { native, quality } = await parseFile(`song.${kind}`);
  const [[name, tags]] = Object.entries(native);
  const texts = tags.filter(({ id }) => /^(?:NAME|AUTH|\(c\) |INAM|IART|ICOP)$/.test(id)).map(({ id, value }) => [id, value]);
  console.log(kind, "music-metadata:", name, JSON.stringify(Object.fromEntries(texts)), quality.warnings.length, "warnings");
}
JS
{
  python/bin/python write.py
  node read.mjs
} >seen

compare seen <<'SEEN'
aiff tinytag: 灯塔 Zoë
wav tinytag: 灯塔 Zoë
aiff music-metadata: AIFF {"NAME":"g\u0001/e!\u0014","AUTH":"ZoC+","(c) ":"B) 2024 Harbour"} 0 warnings
wav music-metadata: exif {"INAM":"ç¯å¡","IART":"ZoÃ«","ICOP":"Â© 2024 Harbour"} 2 warnings
SEEN
