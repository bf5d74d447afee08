#!/usr/bin/env bash
# metsrw 0.7.0, with which Archivematica writes what is in an archive (METS, whose FLocat names each file by a URI). A blank of a file's name is
# a plus there, as in a form, so that everybody but itself looks for "2+ferry.txt"; "?" and "#" stay, so that "who?.txt" is the file "who". What
# it wrote itself it reads. Of two descriptions of one kind, a publisher's record in Dublin Core and a library's, the first is marked
# "original-superseded" without a word. And all times (CREATED, CREATEDATE) are UTC without a "Z" that says so.
# Guess: a name is encoded as RFC 3986 has it; both descriptions are there; times have a zone, or are those of the clock on the wall.
# For Colophon: names in a batch file are text, not links. Who finds a work in such an archive looks for its hash, not for its name.
source "$(dirname "$0")/../shared/begin.sh"
python_packages metsrw==0.7.0

cat >probe.py <<'PY'
from datetime import datetime, timedelta, timezone
from urllib.parse import unquote, urlsplit

import metsrw
from lxml import etree

HREF = "{http://www.w3.org/1999/xlink}href"
METS = {"m": "http://www.loc.gov/METS/"}


def entry(name):
    return metsrw.FSEntry(name, file_uuid="6f1ab5c2-0000-4000-8000-000000000001")


def written(file):
    document = metsrw.METSDocument()
    document.append_file(file)
    return document.serialize()


for name in ("ferry.txt", "2 ferry.txt", "a+b.txt", "渡船.txt", "50%.txt", "who?.txt", "no#1.txt"):
    tree = written(entry(name))
    link = tree.find(".//m:FLocat", METS).get(HREF)
    again = next(file.path for file in metsrw.METSDocument.fromstring(etree.tostring(tree)).all_files())
    print(f"{name}: {link}, another program finds {unquote(urlsplit(link).path)}, metsrw {again}")

file = entry("ferry.txt")
for title in ("of the publisher", "of the library"):
    file.add_dmdsec(etree.fromstring(f"<title>{title}</title>"), "DC")
tree = written(file)
for section in tree.findall(".//m:dmdSec", METS):
    print(f"description {section.findtext('.//title')}: {section.get('STATUS')}")
text = tree.find("m:metsHdr", METS).get("CREATEDATE")
shanghai = datetime.now(timezone(timedelta(hours=8))).replace(tzinfo=None)
hours = round((shanghai - datetime.fromisoformat(text.removesuffix("Z"))).total_seconds() / 3600)
print(f"written in Shanghai: {'with' if text.endswith('Z') else 'without'} a zone, {hours} hours before the clock there")
PY
TZ=Asia/Shanghai python/bin/python -W ignore probe.py >seen

compare seen <<'SEEN'
ferry.txt: ferry.txt, another program finds ferry.txt, metsrw ferry.txt
2 ferry.txt: 2+ferry.txt, another program finds 2+ferry.txt, metsrw 2 ferry.txt
a+b.txt: a%2Bb.txt, another program finds a+b.txt, metsrw a+b.txt
渡船.txt: %E6%B8%A1%E8%88%B9.txt, another program finds 渡船.txt, metsrw 渡船.txt
50%.txt: 50%25.txt, another program finds 50%.txt, metsrw 50%.txt
who?.txt: who?.txt, another program finds who, metsrw who?.txt
no#1.txt: no#1.txt, another program finds no, metsrw no#1.txt
description of the publisher: original-superseded
description of the library: original
written in Shanghai: without a zone, 8 hours before the clock there
SEEN
