#!/usr/bin/env bash
# EXIF has room for two notices of copyright in one text: that of the photographer, a NUL, and that of the editor, who is the one that sells the
# picture; where there is the second alone, a blank stands before the NUL. metadata-extractor 2.20.0 for Java, and Apache Tika 3.3.1, which asks it,
# end at the NUL: the editor is nowhere, and a picture of which the editor alone has the rights has a blank for its notice. Pillow 13.0.0, exifr
# 7.1.3 and piexifjs 1.0.6 give one text with a NUL in it, which PostgreSQL refuses; of the second kind exifr gives it at the beginning.
# ExifReader 4.46.0 alone parts them, and has the blank for the first.
# Guess: two notices, or both in one text with a line break or a semicolon, as XMP has them; nobody where there is a blank.
# For Colophon: lib/metadata/files/formats/image.ts parts the text and joins what is not blank by a semicolon. A catalogue that was filled in
# Java names the photographer as the one who has the rights, or nobody.
source "$(dirname "$0")/../shared/begin.sh"
packages exifr@7.1.3 exifreader@4.46.0 piexifjs@1.0.6
python_packages pillow==13.0.0
java_packages com.drewnoakes:metadata-extractor:2.20.0 org.apache.tika:tika-core:3.3.1 \
  org.apache.tika:tika-parser-image-module:3.3.1 org.slf4j:slf4j-nop:2.0.16

cat >write.py <<'PY'
from PIL import Image

for name, notice in (("one", "Anna, 1999"), ("both", "Anna, 1999\0Harbour Press, 2026"), ("editor", " \0Harbour Press, 2026")):
    picture = Image.new("RGB", (8, 8))
    exif = picture.getexif()
    exif[0x8298] = notice
    picture.save(f"{name}.jpg", exif=exif)
    print(f"{name}, Pillow: {Image.open(f'{name}.jpg').getexif()[0x8298]!r}")
PY
cat >read.cjs <<'JS'
const { readFileSync } = require("node:fs");

const ExifReader = require("exifreader");
const exifr = require("exifr");
const piexif = require("piexifjs");

(async () => {
  for (const name of ["one", "both", "editor"]) {
    const bytes = readFileSync(`${name}.jpg`);
    const found = {
      exifr: (await exifr.parse(bytes)).Copyright,
      piexifjs: piexif.load(bytes.toString("binary"))["0th"][piexif.ImageIFD.Copyright],
      ExifReader: ExifReader.load(bytes).Copyright.value,
    };
    for (const [library, notice] of Object.entries(found)) console.log(`${name}, ${library}: ${JSON.stringify(notice)}`);
  }
})();
JS
cat >Notices.java <<'JAVA'
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.image.JpegParser;
import org.xml.sax.helpers.DefaultHandler;

public class Notices {
    public static void main(String[] arguments) throws Exception {
        for (String name : new String[] {"one", "both", "editor"}) {
            var directory = ImageMetadataReader.readMetadata(new File(name + ".jpg")).getFirstDirectoryOfType(ExifIFD0Directory.class);
            System.out.println(name + ", metadata-extractor: \"" + directory.getString(ExifIFD0Directory.TAG_COPYRIGHT) + "\"");
            Metadata metadata = new Metadata();
            try (InputStream in = Files.newInputStream(Path.of(name + ".jpg"))) {
                new JpegParser().parse(in, new DefaultHandler(), metadata, new ParseContext());
            }
            System.out.println(name + ", Tika: \"" + metadata.get("Exif IFD0:Copyright") + "\"");
        }
    }
}
JAVA
{
  python/bin/python write.py
  node read.cjs
  java -cp "lib/*" Notices.java 2>/dev/null
} >seen

compare seen <<'SEEN'
one, Pillow: 'Anna, 1999'
both, Pillow: 'Anna, 1999\x00Harbour Press, 2026'
editor, Pillow: ' \x00Harbour Press, 2026'
one, exifr: "Anna, 1999"
one, piexifjs: "Anna, 1999"
one, ExifReader: ["Anna, 1999"]
both, exifr: "Anna, 1999\u0000Harbour Press, 2026"
both, piexifjs: "Anna, 1999\u0000Harbour Press, 2026"
both, ExifReader: ["Anna, 1999","Harbour Press, 2026"]
editor, exifr: "\u0000Harbour Press, 2026"
editor, piexifjs: " \u0000Harbour Press, 2026"
editor, ExifReader: [" ","Harbour Press, 2026"]
one, metadata-extractor: "Anna, 1999"
one, Tika: "Anna, 1999"
both, metadata-extractor: "Anna, 1999"
both, Tika: "Anna, 1999"
editor, metadata-extractor: " "
editor, Tika: ""
SEEN
