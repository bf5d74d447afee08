#!/usr/bin/env bash
# Who wrote an OpenDocument text, and when. The standard has a name for whoever began it (meta:initial-creator) and one for whoever saved it last
# (dc:creator). Apache Tika 3.3.1 makes authors of both (dc:creator), in the order in which they stand in the file: an editor, or whoever corrected
# a comma, is one who wrote the book, here before its author. Of a Word document it has the one who saved last apart. And a text that odfdo 3.27.3
# for Python makes says that it was made at 17:57 on 18 July 2026, to the microsecond, whenever that was, since its template was; saving does not
# change that.
# Guess: authors are those who wrote, as for a Word document; a document that is made now says so, or says nothing.
# For Colophon: lib/metadata/files reads no OpenDocument, and no date within a file is the time of a work. Who fills a column of authors by Tika
# looks for meta:initial-creator in meta.xml.
source "$(dirname "$0")/../shared/begin.sh"
python_packages odfdo==3.27.3 python-docx==1.2.0
java_packages org.apache.tika:tika-core:3.3.1 org.apache.tika:tika-parser-miscoffice-module:3.3.1 org.apache.tika:tika-parser-microsoft-module:3.3.1 \
  org.slf4j:slf4j-nop:2.0.16

cat >write.py <<'PY'
import docx
from odfdo import Document, Element

made = Document("text")
print("odfdo, made now:", made.meta.creation_date)
made.meta.creator = "Ed Itor"
made.meta.get_element("//office:meta").append(Element.from_tag("<meta:initial-creator>Anna</meta:initial-creator>"))
made.save("ferry.odt")
print("odfdo, saved now:", Document("ferry.odt").meta.creation_date)

word = docx.Document()
word.core_properties.author = "Anna"
word.core_properties.last_modified_by = "Ed Itor"
word.save("ferry.docx")
PY
cat >People.java <<'JAVA'
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.helpers.DefaultHandler;

public class People {
    public static void main(String[] arguments) throws Exception {
        for (String name : new String[] {"ferry.odt", "ferry.docx"}) {
            Metadata metadata = new Metadata();
            try (InputStream in = Files.newInputStream(Path.of(name))) {
                new AutoDetectParser().parse(in, new DefaultHandler(), metadata, new ParseContext());
            }
            String last = metadata.get("meta:last-author");
            System.out.println(name + ", Tika: by " + Arrays.toString(metadata.getValues("dc:creator")) + ", saved by " + last);
        }
    }
}
JAVA
{
  python/bin/python write.py
  java -cp "lib/*" People.java 2>/dev/null | grep ^ferry
} >seen

compare seen <<'SEEN'
odfdo, made now: 2026-07-18 17:57:29.056095
odfdo, saved now: 2026-07-18 17:57:29.056095
ferry.odt, Tika: by [Ed Itor, Anna], saved by null
ferry.docx, Tika: by [Anna], saved by Ed Itor
SEEN
