#!/usr/bin/env bash
# A picture that Pillow 12.0.0 writes as JPEG, PNG and AVIF, each time with EXIF and with XMP, that name different people. exifr 7.1.3 gives both of the
# first two. Of the AVIF, whose container it reads, it gives EXIF alone: the XMP that it was asked for is not there, and there is no error. So
# whoever takes XMP before EXIF, as photographers' programs do, has another author for the AVIF than for the JPEG of one picture.
# Guess: of a format that it reads it finds what it finds in others, or says that it cannot.
# For Colophon: lib/metadata/files/parts/heif.ts looks for the XMP of HEIC and AVIF itself.
source "$(dirname "$0")/../shared/begin.sh"
packages exifr@7.1.3
python_packages Pillow==12.0.0

cat >write.py <<'PY'
from PIL import Image

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Ada Kite</rdf:li></rdf:Seq></dc:creator></rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
).encode()
exif = Image.Exif()
exif[315] = "Scanner of the archive"
for kind in ("jpg", "png", "avif"):
    options = {"xmp": XMP} if kind != "png" else {}
    if kind == "png":
        from PIL.PngImagePlugin import PngInfo

        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
    Image.new("RGB", (64, 64)).save(f"picture.{kind}", exif=exif, **options)
PY
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import exifr from "exifr";

for (const kind of ["jpg", "png", "avif"]) {
  const found = await exifr.parse(readFileSync(`picture.${kind}`), { mergeOutput: false, xmp: true });
  console.log(kind, "EXIF:", found.ifd0?.Artist, "XMP:", found.dc?.creator, "errors:", found.errors);
}
JS
python/bin/python write.py
node read.mjs >seen

compare seen <<'SEEN'
jpg EXIF: Scanner of the archive XMP: Ada Kite errors: undefined
png EXIF: Scanner of the archive XMP: Ada Kite errors: undefined
avif EXIF: Scanner of the archive XMP: undefined errors: undefined
SEEN
