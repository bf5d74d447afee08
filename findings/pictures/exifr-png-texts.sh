#!/usr/bin/env bash
# exifr 7.1.3 reads the texts of a PNG of the kind tEXt only, and takes them for UTF-8. The standard has Latin-1 there, so that what Pillow 13.0.0
# writes of "Zoë" comes out with U+FFFD; a title that is not Latin-1 it puts into the kind for Unicode (iTXt), which is not read at all,
# and neither are packed ones (zTXt): a Chinese title is not there, and nothing says so. Pillow reads them all.
# Guess: the three kinds of text are one list for whoever reads, as they are in the standard.
# For Colophon: lib/metadata/files/parts/png.ts reads the three kinds by itself; in tEXt it takes UTF-8, which ImageMagick writes, else Latin-1.
source "$(dirname "$0")/../shared/begin.sh"
packages exifr@7.1.3
python_packages pillow==13.0.0

cat >probe.py <<'PY'
from PIL import Image
from PIL.PngImagePlugin import PngInfo

texts = PngInfo()
texts.add_text("Title", "\u6e21\u8f6e")
texts.add_text("Author", "Zo\u00eb Kerbrat")
texts.add_text("Publisher", "Harbour Press")
texts.add_text("Description", "A ferry at dusk", zip=True)
texts.add_itxt("Copyright", "2024 Harbour Press")
Image.new("L", (8, 8)).save("work.png", pnginfo=texts)
for keyword, text in sorted(Image.open("work.png").text.items()):
    print(f"Pillow: {keyword} {text}")
PY
cat >probe.cjs <<'JS'
const { Exifr } = require("exifr");

void (async () => {
  const reader = new Exifr({ mergeOutput: false, ihdr: true });
  await reader.read("work.png");
  const { ihdr } = await reader.parse();
  await reader.file.close();
  for (const keyword of ["Author", "Copyright", "Description", "Publisher", "Title"]) {
    if (keyword in ihdr) console.log(`exifr: ${keyword} ${ihdr[keyword]}`);
  }
})();
JS
PYTHONIOENCODING=utf-8 python/bin/python probe.py >seen
node probe.cjs >>seen

compare seen <<'SEEN'
Pillow: Author Zoë Kerbrat
Pillow: Copyright 2024 Harbour Press
Pillow: Description A ferry at dusk
Pillow: Publisher Harbour Press
Pillow: Title 渡轮
exifr: Author Zo� Kerbrat
exifr: Publisher Harbour Press
SEEN
