#!/usr/bin/env bash
# When a picture was taken, at 12:30 in Shanghai: EXIF has the time on the clock, and since 2016 beside it the zone (OffsetTimeOriginal, +08:00).
# exifr 7.1.3 gives a Date of the first without a look at the second, as of the machine's zone: the same file is of another instant in Shanghai,
# London and New York, and only in the first of the right one, though the zone is in the same answer. metadata-extractor 2.20.0 for Java has the
# right instant everywhere. A picture that says no zone is of three instants to both.
# Guess: a Date is the instant that the file states; where it states none there is none, or one for all machines.
# For Colophon: lib/metadata/files/formats/image.ts has exifr give texts (reviveValues: false), puts time and zone together, and takes a day where
# there is no zone. Who compares two photographs by these Dates, on two servers, has two orders.
source "$(dirname "$0")/../shared/begin.sh"
packages exifr@7.1.3
python_packages pillow==13.0.0
java_packages com.drewnoakes:metadata-extractor:2.20.0

cat >write.py <<'PY'
from PIL import Image

for name, zone in (("zone", "+08:00"), ("none", None)):
    picture = Image.new("RGB", (8, 8))
    exif = picture.getexif()
    taken = exif.get_ifd(0x8769)
    taken[0x9003] = "2026:01:02 12:30:00"
    if zone:
        taken[0x9011] = zone
    picture.save(f"{name}.jpg", exif=exif)
PY
cat >read.cjs <<'JS'
const exifr = require("exifr");

(async () => {
  for (const name of ["zone", "none"]) {
    const { DateTimeOriginal, OffsetTimeOriginal } = await exifr.parse(`${name}.jpg`);
    console.log(`${process.env.TZ}, ${name}: exifr ${DateTimeOriginal.toISOString()}, beside it ${OffsetTimeOriginal}`);
  }
})();
JS
cat >Taken.java <<'JAVA'
import java.io.File;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;

public class Taken {
    public static void main(String[] arguments) throws Exception {
        for (String name : new String[] {"zone", "none"}) {
            var directory = ImageMetadataReader.readMetadata(new File(name + ".jpg")).getFirstDirectoryOfType(ExifSubIFDDirectory.class);
            System.out.println(System.getenv("TZ") + ", " + name + ": metadata-extractor " + directory.getDateOriginal().toInstant());
        }
    }
}
JAVA
python/bin/python write.py
for zone in Asia/Shanghai Europe/London America/New_York; do
  TZ=$zone node read.cjs
  TZ=$zone java -cp "lib/*" Taken.java
done >seen

compare seen <<'SEEN'
Asia/Shanghai, zone: exifr 2026-01-02T04:30:00.000Z, beside it +08:00
Asia/Shanghai, none: exifr 2026-01-02T04:30:00.000Z, beside it undefined
Asia/Shanghai, zone: metadata-extractor 2026-01-02T04:30:00Z
Asia/Shanghai, none: metadata-extractor 2026-01-02T04:30:00Z
Europe/London, zone: exifr 2026-01-02T12:30:00.000Z, beside it +08:00
Europe/London, none: exifr 2026-01-02T12:30:00.000Z, beside it undefined
Europe/London, zone: metadata-extractor 2026-01-02T04:30:00Z
Europe/London, none: metadata-extractor 2026-01-02T12:30:00Z
America/New_York, zone: exifr 2026-01-02T17:30:00.000Z, beside it +08:00
America/New_York, none: exifr 2026-01-02T17:30:00.000Z, beside it undefined
America/New_York, zone: metadata-extractor 2026-01-02T04:30:00Z
America/New_York, none: metadata-extractor 2026-01-02T17:30:00Z
SEEN
