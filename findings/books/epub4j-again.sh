#!/usr/bin/env bash
# A picture book in EPUB 3 that epub4j-core 4.2 for Java (epublib, carried on) reads and writes again with nothing changed. It is EPUB 2 now. The
# illustrator, who had that role, and the translator, among the contributors, are authors (opf:role="aut"). Whoever has one name has a comma and a
# blank behind it to be sorted by, and a blank before it: " 莫言". Of two languages the second is gone. What refined a name stands there by
# itself, about the book, the last of a kind alone: the book's role is "trl". And a name that was given as Anna, Le Goff, in two parts, and
# written, is read as Anna Le, Goff, so that by the next writing she is sorted under G.
# Guess: what it has no place for is left out; roles are in EPUB 2 as in EPUB 3; what it wrote it reads.
# For Colophon: lib/metadata/files/formats/epub.ts takes names without the blanks around them. A book that went through a shop's program with
# this library has a translator for an author, and is another work by its hash.
source "$(dirname "$0")/../shared/begin.sh"
java_packages io.documentnode:epub4j-core:4.2

cat >write.py <<'PY'
from zipfile import ZipFile

PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:isbn:9780306406157</dc:identifier>
<dc:title>Ferry</dc:title>
<dc:creator id="c1">莫言</dc:creator>
<meta refines="#c1" property="role" scheme="marc:relators">aut</meta>
<dc:creator id="c2">Bo Li</dc:creator>
<meta refines="#c2" property="role" scheme="marc:relators">ill</meta>
<dc:contributor id="c3">Cy Ray</dc:contributor>
<meta refines="#c3" property="role" scheme="marc:relators">trl</meta>
<dc:language>zh</dc:language>
<dc:language>fr</dc:language>
<meta property="dcterms:modified">2026-01-02T03:04:05Z</meta>
</metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/></spine>
</package>"""
CONTAINER = """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Ferry</title></head>
<body><nav epub:type="toc"><ol><li><a href="nav.xhtml">Ferry</a></li></ol></nav></body></html>"""
with ZipFile("ferry.epub", "w") as book:
    for name, text in (("mimetype", "application/epub+zip"), ("META-INF/container.xml", CONTAINER), ("book.opf", PACKAGE), ("nav.xhtml", NAV)):
        book.writestr(name, text)
PY
cat >Again.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;

import io.documentnode.epub4j.domain.Author;
import io.documentnode.epub4j.domain.Book;
import io.documentnode.epub4j.domain.Resource;
import io.documentnode.epub4j.epub.EpubReader;
import io.documentnode.epub4j.epub.EpubWriter;

public class Again {
    static Book read(String name) throws Exception {
        return new EpubReader().readEpub(new FileInputStream(name));
    }

    public static void main(String[] arguments) throws Exception {
        new EpubWriter().write(read("ferry.epub"), new FileOutputStream("again.epub"));

        Book book = new Book();
        book.getMetadata().addTitle("Ferry");
        book.getMetadata().addAuthor(new Author("Anna", "Le Goff"));
        byte[] page = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Ferry</title></head><body/></html>".getBytes();
        book.addSection("Ferry", new Resource(new ByteArrayInputStream(page), "ferry.xhtml"));
        new EpubWriter().write(book, new FileOutputStream("own.epub"));
        new EpubWriter().write(read("own.epub"), new FileOutputStream("own-again.epub"));
    }
}
JAVA
cat >read.py <<'PY'
import re
from zipfile import ZipFile

WANTED = re.compile("<opf:package version=\\S+|<dc:(?:creator|contributor|language).*|<meta property=\"role.*")
for name in ("again.epub", "own.epub", "own-again.epub"):
    for line in WANTED.findall(ZipFile(name).read("OEBPS/content.opf").decode()):
        print(f"{name}: {line.strip()}")
PY
python3 write.py
java -cp "lib/*" Again.java >/dev/null 2>&1
python3 read.py >seen

compare seen <<'SEEN'
again.epub: <opf:package version="2.0"
again.epub: <dc:creator opf:role="aut" opf:file-as="莫言, "> 莫言</dc:creator>
again.epub: <dc:creator opf:role="aut" opf:file-as="Li, Bo">Bo Li</dc:creator>
again.epub: <dc:contributor opf:role="aut" opf:file-as="Ray, Cy">Cy Ray</dc:contributor>
again.epub: <dc:language>zh</dc:language>
again.epub: <meta property="role">trl</meta>
own.epub: <opf:package version="2.0"
own.epub: <dc:creator opf:role="aut" opf:file-as="Le Goff, Anna">Anna Le Goff</dc:creator>
own.epub: <dc:language>en</dc:language>
own-again.epub: <opf:package version="2.0"
own-again.epub: <dc:creator opf:role="aut" opf:file-as="Goff, Anna Le">Anna Le Goff</dc:creator>
own-again.epub: <dc:language>en</dc:language>
SEEN
