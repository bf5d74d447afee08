#!/usr/bin/env bash
# mkepub 1.2.2 makes an EPUB of a title and of whatever else is said of it by name. A name that it does not know it takes without complaint and
# leaves out: language (it has lang), publisher, identifier, creators; the book is in English then, and its number a new one each time.
# Two names in `author` are one author with brackets and quotation marks; `authors` takes them. Only a book with rights says which picture
# is its cover, and it says so without one as well.
# Guess: what is given and cannot be written is refused, as Python refuses a name that a function does not have; the cover is where there is one.
# For Colophon: lib/metadata/files/formats/epub.ts reads what is there, and a Chinese book by this library is registered as English unless the batch
# file says otherwise, which counts first.
source "$(dirname "$0")/../shared/begin.sh"
python_packages mkepub==1.2.2

cat >probe.py <<'PY'
import re
import zipfile

import mkepub

BOOKS = {
    "language": {"language": "zh", "publisher": "Press", "identifier": "urn:isbn:9783161484100"},
    "lang": {"lang": "zh", "published": "2020-01-02"},
    "author": {"author": ["Anna", "Bo"]},
    "authors": {"authors": ["Anna", "Bo"]},
    "rights": {"rights": "© Press"},
}

for name, given in BOOKS.items():
    book = mkepub.Book(title="渡船", **given)
    book.add_page("one", "<p>text</p>")
    book.save(f"{name}.epub")
    with zipfile.ZipFile(f"{name}.epub") as archive:
        package = archive.read(next(name for name in archive.namelist() if name.endswith(".opf"))).decode()
    told = re.findall(r"<(?:dc:(?!identifier|date|title)\w+>[^<]+|meta name[^>]+)", package)
    print(f"{name}: {', '.join(told)}; date {'2020' if '<dc:date>2020' in package else 'today'}, ISBN: {'9783161484100' in package}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
language: <dc:language>en; date today, ISBN: False
lang: <dc:language>zh; date 2020, ISBN: False
author: <dc:language>en, <dc:creator>[&#39;Anna&#39;, &#39;Bo&#39;]; date today, ISBN: False
authors: <dc:language>en, <dc:creator>Anna, <dc:creator>Bo; date today, ISBN: False
rights: <dc:language>en, <dc:rights>© Press, <meta name="cover" content="cover"/; date today, ISBN: False
SEEN
