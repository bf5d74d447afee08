#!/usr/bin/env bash
# EbookLib 0.20 reads an EPUB and writes it again with nothing changed. Every chapter of a Chinese book says lang="en" now, since that
# is its own default, and has lost its title, its styles, and class and epub:type of the body. Gone from the archive are the rights
# and signatures of META-INF and the record that the package links to (ONIX); the link itself has become a meta that means
# nothing. Gone are the list of pages and the fallback of a file, too. Nothing warns.
# Guess: what is not understood is carried over as bytes; metadata stay, and a chapter that nobody touched stays as it was.
# For Colophon: a book is hashed as it came. A program that puts a certificate into a book by way of this library has made
# another book, whose metadata differ as well (language, rights).
source "$(dirname "$0")/../shared/begin.sh"
python_packages EbookLib==0.20

cat >probe.py <<'PY'
import re
import warnings
import zipfile

from ebooklib import epub

warnings.simplefilter("ignore")
XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
FILES = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "META-INF/rights.xml": '<rights xmlns="urn:oasis:names:tc:opendocument:xmlns:container"/>',
    "META-INF/signatures.xml": '<signatures xmlns="urn:oasis:names:tc:opendocument:xmlns:container"/>',
    "EPUB/book.opf": """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="zh">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="uid">urn:isbn:9783161484100</dc:identifier>
<dc:title>渡船</dc:title><dc:language>zh</dc:language><meta property="dcterms:modified">2020-01-02T00:00:00Z</meta>
<link rel="record" href="onix.xml" media-type="application/xml" properties="onix"/></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="sheet" href="sheet.bin" media-type="application/x-sheet" fallback="one"/></manifest>
<spine><itemref idref="one"/></spine></package>""",
    "EPUB/nav.xhtml": XHTML + 'lang="zh"><head><title>n</title></head><body><nav epub:type="toc"><ol><li><a href="one.xhtml">一</a></li>'
    '</ol></nav><nav epub:type="page-list"><ol><li><a href="one.xhtml#p7">7</a></li></ol></nav></body></html>',
    "EPUB/one.xhtml": XHTML + 'lang="zh" xml:lang="zh"><head><title>一</title><style>p { color: red }</style></head>'
    '<body class="verse" epub:type="chapter"><p id="p7">渡</p></body></html>',
    "EPUB/sheet.bin": "sheet",
    "EPUB/onix.xml": "<ONIXMessage/>",
}
with zipfile.ZipFile("book.epub", "w") as archive:
    for name, text in FILES.items():
        archive.writestr(name, text)
epub.write_epub("again.epub", epub.read_epub("book.epub"))

with zipfile.ZipFile("again.epub") as archive:
    again = {name: archive.read(name).decode() for name in archive.namelist()}
before = {name.replace("book.opf", "content.opf"): text for name, text in FILES.items()}
print("files that are gone:", sorted(set(before) - set(again)))
for name, words in (
    ("EPUB/one.xhtml", ['lang="zh"', 'lang="en"', "<title>一", "<style>", 'class="verse"', 'epub:type="chapter"', "渡"]),
    ("EPUB/nav.xhtml", ['lang="zh"', 'lang="en"', "page-list", "一"]),
    ("EPUB/content.opf", ['<link rel="record"', '<meta rel="record"', "fallback", "<dc:language>zh", "渡船"]),
):
    for word in words:
        print(f"{name}: {word} {'was' if word in before[name] else 'was not'} there, and {'is' if word in again[name] else 'is not'}")
PY
PYTHONIOENCODING=utf-8 python/bin/python probe.py >seen

compare seen <<'SEEN'
files that are gone: ['EPUB/onix.xml', 'META-INF/rights.xml', 'META-INF/signatures.xml']
EPUB/one.xhtml: lang="zh" was there, and is not
EPUB/one.xhtml: lang="en" was not there, and is
EPUB/one.xhtml: <title>一 was there, and is not
EPUB/one.xhtml: <style> was there, and is not
EPUB/one.xhtml: class="verse" was there, and is not
EPUB/one.xhtml: epub:type="chapter" was there, and is not
EPUB/one.xhtml: 渡 was there, and is
EPUB/nav.xhtml: lang="zh" was there, and is not
EPUB/nav.xhtml: lang="en" was not there, and is
EPUB/nav.xhtml: page-list was there, and is not
EPUB/nav.xhtml: 一 was there, and is
EPUB/content.opf: <link rel="record" was there, and is not
EPUB/content.opf: <meta rel="record" was not there, and is
EPUB/content.opf: fallback was there, and is not
EPUB/content.opf: <dc:language>zh was there, and is
EPUB/content.opf: 渡船 was there, and is
SEEN
