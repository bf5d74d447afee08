#!/usr/bin/env bash
# sharp 0.35.5 writes a copyright notice into a picture (withExif, and withExifMerge beside what is there) in ASCII: © is (C), the ë of a
# name is an e, and Chinese characters are question marks, one each, so that all names of one length are one. It says nothing of it.
# What another program wrote in UTF-8 it keeps. And keepMetadata, as its name has it, keeps EXIF from JPEG to PNG, WebP and AVIF, and not to
# TIFF, where notice and author are gone while the XMP is there.
# Guess: the text is UTF-8, as exiftool and cameras write it and readers read it, or is refused; all metadata are kept.
# For Colophon: lib/metadata/files reads such notices and cannot know them for damaged. A page that stamps uploads with this library puts
# the notice into XMP (withXmp), whose bytes are the caller's.
source "$(dirname "$0")/../shared/begin.sh"
packages exifr@7.1.3 sharp@0.35.5

cat >probe.mjs <<'JS'
import exifr from "exifr";
import sharp from "sharp";

const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } }).jpeg();
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description dc:source="© 渡船"/></rdf:RDF></x:xmpmeta>`;

for (const Copyright of ["© 2026 Zoë Li", "© 2026 李渡", "© 2026 张舟"]) {
  const stamped = await picture().withExif({ IFD0: { Copyright } }).toBuffer();
  console.log(`${Copyright}: ${(await exifr.parse(stamped)).Copyright}`);
}
const notice = { IFD0: { Copyright: "2026 Zoe Li" } };
const stamped = await picture().withExif(notice).withXmp(XMP).toBuffer();
console.log("merged:", (await exifr.parse(await sharp(stamped).withExifMerge({ IFD0: { Artist: "Zoë" } }).toBuffer())).Artist);
for (const format of ["jpeg", "png", "webp", "avif", "tiff"]) {
  const kept = await sharp(stamped).keepMetadata().toFormat(format).toBuffer();
  const { exif, xmp } = await sharp(kept).metadata();
  const says = (part, text) => (part === undefined ? "is gone" : part.includes(text) ? "is there" : "is another");
  console.log(`${format} with keepMetadata: the notice ${says(exif, notice.IFD0.Copyright)}, the XMP ${says(xmp, "© 渡船")}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
© 2026 Zoë Li: (C) 2026 Zoe Li
© 2026 李渡: (C) 2026 ??
© 2026 张舟: (C) 2026 ??
merged: Zoe
jpeg with keepMetadata: the notice is there, the XMP is there
png with keepMetadata: the notice is there, the XMP is there
webp with keepMetadata: the notice is there, the XMP is there
avif with keepMetadata: the notice is there, the XMP is there
tiff with keepMetadata: the notice is gone, the XMP is there
SEEN
