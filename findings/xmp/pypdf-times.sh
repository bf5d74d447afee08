#!/usr/bin/env bash
# pypdf 7.1.1 reads the times of XMP. One without seconds and without a zone, as ISO 16684-1 allows, is midnight of its day: the hour
# is gone, while with a zone it is there. All are given back in UTC without saying so, so that a document made at three in
# the morning in Shanghai was made the day before, while the same instant out of Info has its zone. The other way a time
# without a zone is written as UTC, and a day as midnight.
# Guess: the hour is kept or refused, and XMP and Info of one document give one time.
# For Colophon: lib/metadata/files keeps what the text says: a time only with its zone, else the day. Who fills a column `published` with
# this library's dates moves some by a day.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pypdf==7.1.1

cat >probe.py <<'PY'
from datetime import datetime
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject
from pypdf.xmp import XmpInformation

PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="{}"/></rdf:RDF></x:xmpmeta>"""


def read(text):
    stream = StreamObject()
    stream.set_data(PACKET.format(text).encode())
    return XmpInformation(stream).xmp_create_date.isoformat()


for text in ("2026-01-02T15:04Z", "2026-01-02T15:04", "2026-01-02T15:04:05", "2026-01-02T03:04:05+08:00", "2026"):
    print(f"XMP {text}: {read(text)}")
writer = PdfWriter()
writer.add_blank_page(9, 9)
writer.add_metadata({"/CreationDate": "D:20260102030405+08'00'"})
document = BytesIO()
writer.write(document)
print("Info D:20260102030405+08'00':", PdfReader(document).metadata.creation_date.isoformat())
made = XmpInformation.create()
made.xmp_create_date = datetime(2026, 1, 2)
print("2026-01-02 without a zone is written as", made.stream.get_data().decode().split("CreateDate>")[1].rstrip("</xmp:"))
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
XMP 2026-01-02T15:04Z: 2026-01-02T15:04:00
XMP 2026-01-02T15:04: 2026-01-02T00:00:00
XMP 2026-01-02T15:04:05: 2026-01-02T00:00:00
XMP 2026-01-02T03:04:05+08:00: 2026-01-01T19:04:05
XMP 2026: 2026-01-01T00:00:00
Info D:20260102030405+08'00': 2026-01-02T03:04:05+08:00
2026-01-02 without a zone is written as 2026-01-02T00:00:00.000000Z
SEEN
