#!/usr/bin/env bash
# typst 0.15.2 (Typst 0.15.1) takes an array of authors and a date, and writes both into a PDF otherwise than it was told: the authors are one
# item of dc:creator, which is a list, parted by commas, so that "Le Goff, Anna" and "Bo Li" are one author or three; keywords
# likewise. And a date of a day is midnight in UTC, to the second, in XMP and in Info: the evening before in New York.
# Guess: an item for each author, as XMP has them, since it asks for an array; and a day stays a day (2026-01-02, D:20260102).
# For Colophon: lib/metadata/files takes the items of dc:creator for names, and a time with its zone for a time: look at `work describe`, or
# say --author in one column.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pikepdf==10.18.0 typst==0.15.2

cat >work.typ <<'TYP'
#set document(title: "A Ferry at Dusk", author: ("Le Goff, Anna", "Bo Li"), keywords: ("sea, salt", "law"), date: datetime(year: 2026, month: 1, day: 2))
A ferry.
TYP
cat >probe.py <<'PY'
import pikepdf
import typst

typst.compile("work.typ", output="work.pdf")
with pikepdf.open("work.pdf") as document:
    for name in ("/Author", "/CreationDate"):
        print(f"Info {name}: {document.docinfo[name]}")
    xmp = document.open_metadata()
    for name in ("dc:creator", "pdf:Keywords", "xmp:CreateDate"):
        print(f"XMP {name}: {xmp.get(name)}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
Info /Author: Le Goff, Anna, Bo Li
Info /CreationDate: D:20260102000000Z
XMP dc:creator: ['Le Goff, Anna, Bo Li']
XMP pdf:Keywords: sea, salt, law
XMP xmp:CreateDate: 2026-01-02T00:00:00Z
SEEN
