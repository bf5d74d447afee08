#!/usr/bin/env bash
# What PDFBox's library for XMP, org.apache.pdfbox:xmpbox 3.0.8, makes of times. A day without an hour is midnight in the zone of the machine, and
# is written as that instant, so that the same document has another date in Shanghai than in London; a time without a zone is in UTC on
# both. A year becomes its first second. A fraction of a second is read and not written. Of a title without a text for
# everybody (x-default) getTitle() has none, though there are two.
# Guess: a date comes back as it was; what has no zone is taken for one zone, whichever.
# For Colophon: lib/metadata/files/parts/xmp.ts keeps days and years as they are. A PDF that went through a program with PDFBox may say a time
# that nobody has stated.
source "$(dirname "$0")/../shared/begin.sh"
java_packages org.apache.pdfbox:xmpbox:3.0.8

cat >Probe.java <<'JAVA'
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.xml.DomXmpParser;
import org.apache.xmpbox.xml.XmpSerializer;

public class Probe {
    static XMPMetadata read(String property) throws Exception {
        String document = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'>"
            + property + "</rdf:Description></rdf:RDF></x:xmpmeta>";
        DomXmpParser parser = new DomXmpParser();
        parser.setStrictParsing(false);
        return parser.parse(document.getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] dates) throws Exception {
        for (String date : dates) {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            new XmpSerializer().serialize(read("<xmp:CreateDate>" + date + "</xmp:CreateDate>"), written, false);
            System.out.println(date + " is written as " + written.toString(StandardCharsets.UTF_8).replaceAll("(?s).*CreateDate>(.*)</xmp:.*", "$1"));
        }
        XMPMetadata titled = read("<dc:title><rdf:Alt><rdf:li xml:lang='en'>Ferry</rdf:li><rdf:li xml:lang='zh'>渡船</rdf:li></rdf:Alt></dc:title>");
        System.out.println("title: " + titled.getDublinCoreSchema().getTitle() + ", in English: " + titled.getDublinCoreSchema().getTitle("en"));
    }
}
JAVA
for zone in UTC Asia/Shanghai; do
  echo "in $zone"
  TZ=$zone java -cp 'lib/*' Probe.java 2026 2026-01-02 2026-01-02T03:04 2026-01-02T03:04:05.678+08:00
done >seen

compare seen <<'SEEN'
in UTC
2026 is written as 2026-01-01T00:00:00+00:00
2026-01-02 is written as 2026-01-02T00:00:00+00:00
2026-01-02T03:04 is written as 2026-01-02T03:04:00+00:00
2026-01-02T03:04:05.678+08:00 is written as 2026-01-02T03:04:05+08:00
title: null, in English: Ferry
in Asia/Shanghai
2026 is written as 2026-01-01T00:00:00+08:00
2026-01-02 is written as 2026-01-02T00:00:00+08:00
2026-01-02T03:04 is written as 2026-01-02T03:04:00+00:00
2026-01-02T03:04:05.678+08:00 is written as 2026-01-02T03:04:05+08:00
title: null, in English: Ferry
SEEN
