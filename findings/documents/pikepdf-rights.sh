#!/usr/bin/env bash
# pikepdf 10.17.0 writes a line of rights into the XMP of a document whose Info dictionary says when it was made, by which program and with which
# title and keywords, while the XMP says none of it. Afterwards the Info is made like the XMP: what the XMP does not say is removed, dates,
# title, keywords and program; a key of one's own stays. Nothing is said, and no option keeps them. load_from_docinfo, called before, does, but
# makes one author of "Anna; Bo".
# Guess: what is set is changed, and nothing else; or the Info is copied to where the XMP has nothing.
# For Colophon: lib/metadata/files/formats/pdf.ts reads XMP, then Info. Who adds a notice by this library before registering loses the dates
# and the title that a registration would have taken from the file.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pikepdf==10.17.0

cat >probe.py <<'PY'
import io

import pikepdf

INFO = {
    "/Title": "Ferry",
    "/Author": "Anna; Bo",
    "/Keywords": "sea, boats",
    "/Creator": "Writer",
    "/CreationDate": "D:20260102030405+08'00'",
    "/Department": "Poems",
}


def saved(load):
    made = pikepdf.new()
    made.add_blank_page()
    for key, value in INFO.items():
        made.docinfo[key] = value
    before = io.BytesIO()
    made.save(before)
    with pikepdf.open(before) as document:
        with document.open_metadata(set_pikepdf_as_editor=False) as xmp:
            if load:
                xmp.load_from_docinfo(document.docinfo)
            xmp["dc:rights"] = "© Press"
        after = io.BytesIO()
        document.save(after)
    with pikepdf.open(after) as document:
        info = {str(key): str(value) for key, value in document.docinfo.items()}
        return ", ".join(sorted(info)), document.open_metadata().get("dc:creator")


print("before:", ", ".join(sorted(INFO)))
print("rights added:", *saved(load=False))
print("Info loaded first, rights added:", *saved(load=True))
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
before: /Author, /CreationDate, /Creator, /Department, /Keywords, /Title
rights added: /Department None
Info loaded first, rights added: /Author, /CreationDate, /Creator, /Department, /Keywords, /Title ['Anna; Bo']
SEEN
