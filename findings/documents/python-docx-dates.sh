#!/usr/bin/env bash
# A manuscript that python-docx 1.2.0 makes today says that it was made, and last changed, at 23:15 on 23 December 2013, by "python-docx",
# in Word for Macintosh, and saving does not change that: its template has these values. A time that is given with an offset loses the
# offset: 08:00 in Shanghai is written as 08:00 UTC. openpyxl 3.1.5, for spreadsheets, loses it too, and has the time of now for the rest.
# Guess: created and modified are the time of now; a time with a zone is converted, or refused.
# For Colophon: dates within a file are never taken for the time of a work, which is the chain's, and lib/metadata/files takes neither
# this author nor this day. A manuscript that seems to be years
# older than its registration is no evidence of either.
source "$(dirname "$0")/../shared/begin.sh"
python_packages openpyxl==3.1.5 python-docx==1.2.0

cat >probe.py <<'PY'
import re
import zipfile
from datetime import datetime, timedelta, timezone

import docx
import openpyxl


def written(name, part, element):
    text = zipfile.ZipFile(name).read(part).decode()
    return re.search(rf"<(?:\w+:)?{element}[^>]*>([^<]*)<", text)[1]


document = docx.Document()
document.add_paragraph("A Ferry at Dusk")
document.save("manuscript.docx")
for element in ("creator", "created", "modified"):
    print("a new manuscript,", element, written("manuscript.docx", "docProps/core.xml", element))
print("a new manuscript, Application", written("manuscript.docx", "docProps/app.xml", "Application"))

MORNING = datetime(2026, 1, 2, 8, 0, tzinfo=timezone(timedelta(hours=8)))
document.core_properties.created = MORNING
document.save("manuscript.docx")
book = openpyxl.Workbook()
book.properties.created = MORNING
book.save("table.xlsx")
print("in UTC the time is", MORNING.astimezone(timezone.utc).isoformat())
for name in ("manuscript.docx", "table.xlsx"):
    print(name, "says", written(name, "docProps/core.xml", "created"))
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
a new manuscript, creator python-docx
a new manuscript, created 2013-12-23T23:15:00Z
a new manuscript, modified 2013-12-23T23:15:00Z
a new manuscript, Application Microsoft Macintosh Word
in UTC the time is 2026-01-02T00:00:00+00:00
manuscript.docx says 2026-01-02T08:00:00Z
table.xlsx says 2026-01-02T08:00:00Z
SEEN
