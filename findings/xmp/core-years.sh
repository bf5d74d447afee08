#!/usr/bin/env bash
# Adobe's own XMP library for Java, com.adobe.xmp:xmpcore 6.1.11 (in metadata-extractor, Tika and most that read XMP in Java). A date may be a year
# or a month alone (ISO 16684-1), and as a text it stays so. As a Calendar, which is how one compares dates, the year 2026 is
# 30 November 2025, and January 2026 is 31 December 2025: month and day 0 are taken for one before the first. A day is midnight in the
# zone of the machine, and so is a time without a zone. A year before Christ loses its sign.
# Guess: the first day of the year or the month, or null.
# For Colophon: lib/metadata/files/parts/xmp.ts keeps a year a year. Who fills a column `published` with this library's dates has works of
# January in the year before.
source "$(dirname "$0")/../shared/begin.sh"
java_packages com.adobe.xmp:xmpcore:6.1.11

cat >Probe.java <<'JAVA'
import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;

public class Probe {
    public static void main(String[] dates) throws Exception {
        for (String date : dates) {
            XMPMeta xmp = XMPMetaFactory.create();
            xmp.setProperty(XMPConst.NS_XMP, "CreateDate", date);
            System.out.println(date + ": date " + xmp.getPropertyDate(XMPConst.NS_XMP, "CreateDate").getISO8601String()
                + ", calendar " + xmp.getPropertyCalendar(XMPConst.NS_XMP, "CreateDate").toInstant());
        }
    }
}
JAVA
for zone in UTC Asia/Shanghai; do
  echo "in $zone"
  TZ=$zone java -cp 'lib/*' Probe.java 2026 2026-01 2026-01-02 2026-01-02T03:04 2026-01-02T03:04Z -0026-01-02
done >seen

compare seen <<'SEEN'
in UTC
2026: date 2026, calendar 2025-11-30T00:00:00Z
2026-01: date 2026-01, calendar 2025-12-31T00:00:00Z
2026-01-02: date 2026-01-02, calendar 2026-01-02T00:00:00Z
2026-01-02T03:04: date 2026-01-02T03:04, calendar 2026-01-02T03:04:00Z
2026-01-02T03:04Z: date 2026-01-02T03:04Z, calendar 2026-01-02T03:04:00Z
-0026-01-02: date 0026-01-02, calendar 0026-01-02T00:00:00Z
in Asia/Shanghai
2026: date 2026, calendar 2025-11-29T16:00:00Z
2026-01: date 2026-01, calendar 2025-12-30T16:00:00Z
2026-01-02: date 2026-01-02, calendar 2026-01-01T16:00:00Z
2026-01-02T03:04: date 2026-01-02T03:04, calendar 2026-01-01T19:04:00Z
2026-01-02T03:04Z: date 2026-01-02T03:04Z, calendar 2026-01-02T03:04:00Z
-0026-01-02: date 0026-01-02, calendar 0026-01-01T16:00:00Z
SEEN
