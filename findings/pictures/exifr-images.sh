#!/usr/bin/env bash
# exifr 7.1.3 reads the IPTC of a JPEG and not that of a TIFF: the same record, under the type that exiftool and Photoshop give
# the tag there (LONG), is an error, "Invalid input argument for BufferView". And with xmp: {parse: false} the XMP of a TIFF is
# the packet, while that of a PNG has the chunk's keyword and five NULs before it, which no XML parser takes.
# Guess: IPTC is read wherever it stands, and a raw packet is the packet, whatever file it was in.
# For Colophon: lib/metadata/files reads the IPTC of a TIFF itself, and looks for where a packet begins.
source "$(dirname "$0")/../shared/begin.sh"
packages exifr@7.1.3

# Pictures of one pixel by ImageMagick 6.9, described by exiftool 12.57.
base64 -d >iptc.jpg <<'BASE64'
/9j/4AAQSkZJRgABAQAAAQABAAD/7QAuUGhvdG9zaG9wIDMuMAA4QklNBAQAAAAAABEcAgUABUZlcnJ5HAIAAAIABAD/2wBDAAMCAgICAgMCAgIDAwMDBAYE
BAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAA
AAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==
BASE64
base64 -d >iptc.tif <<'BASE64'
SUkqAAgAAAAQAAABAwABAAAAAQAAAAEBAwABAAAAAQAAAAIBAwABAAAAEAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAAAoBAwABAAAAAQAAABEBBAABAAAA
IgEAABIBAwABAAAAAQAAABUBAwABAAAAAQAAABYBAwABAAAAAQAAABcBBAABAAAAAgAAABwBAwABAAAAAQAAACkBAwACAAAAAAABAD4BBQACAAAAzgAAAD8B
BQAGAAAA3gAAALuDBAAFAAAADgEAAAAAAAA3GqAAAAAAAiuHCgAAACAAhetRAAAAgADD9agAAAAAAs3MTAAAAAABzcxMAAAAgADNzEwAAAAAAo/C9QAAAAAQ
HAIFAAVGZXJyeRwCAAACAAQAAAD//w==
BASE64
base64 -d >xmp.png <<'BASE64'
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAABx2lUWHRYTUw6Y29tLmFkb2JlLnhtcAAAAAAAPD94cGFja2V0IGJlZ2luPSfvu78nIGlkPSdX
NU0wTXBDZWhpSHpyZVN6TlRjemtjOWQnPz4KPHg6eG1wbWV0YSB4bWxuczp4PSdhZG9iZTpuczptZXRhLycgeDp4bXB0az0nSW1hZ2U6OkV4aWZUb29sIDEy
LjU3Jz4KPHJkZjpSREYgeG1sbnM6cmRmPSdodHRwOi8vd3d3LnczLm9yZy8xOTk5LzAyLzIyLXJkZi1zeW50YXgtbnMjJz4KCiA8cmRmOkRlc2NyaXB0aW9u
IHJkZjphYm91dD0nJwogIHhtbG5zOmRjPSdodHRwOi8vcHVybC5vcmcvZGMvZWxlbWVudHMvMS4xLyc+CiAgPGRjOnRpdGxlPgogICA8cmRmOkFsdD4KICAg
IDxyZGY6bGkgeG1sOmxhbmc9J3gtZGVmYXVsdCc+RmVycnk8L3JkZjpsaT4KICAgPC9yZGY6QWx0PgogIDwvZGM6dGl0bGU+CiA8L3JkZjpEZXNjcmlwdGlv
bj4KPC9yZGY6UkRGPgo8L3g6eG1wbWV0YT4KPD94cGFja2V0IGVuZD0ncic/PmwZUBMAAAAKSURBVAjXY2gAAACCAIHdQ2r0AAAAAElFTkSuQmCC
BASE64

cat >probe.mjs <<'JS'
import exifr from "exifr";

for (const name of ["iptc.jpg", "iptc.tif"]) {
  const found = await exifr.parse(name, { iptc: true, tiff: false, mergeOutput: false });
  const [error] = found?.errors ?? [];
  console.log(name, found?.iptc?.ObjectName ?? error?.message.replace(/:.*/, ""));
}
const { xmp } = await exifr.parse("xmp.png", { xmp: { parse: false }, mergeOutput: false });
console.log("xmp.png", JSON.stringify(xmp.slice(0, 32)));
JS
node probe.mjs >seen

compare seen <<'SEEN'
iptc.jpg Ferry
iptc.tif Invalid input argument for BufferView
xmp.png "XML:com.adobe.xmp\u0000\u0000\u0000\u0000\u0000<?xpacket "
SEEN
