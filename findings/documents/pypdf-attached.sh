#!/usr/bin/env bash
# pypdf 7.1.1: append(), the way to join PDFs, brings pages, form and outline, and neither the attached files nor the XMP: a certificate that
# was in the document is not in the joined one. clone_from keeps both. And a file that add_attachment puts in is in the list of names,
# but not among the associated files (/AF), which is what PDF/A-3 and readers of invoices and certificates go by; pdf-lib 1.17.1 and
# pikepdf 10.18.0 write it there.
# Guess: what the outline is worth an attached file is worth too; at least there is a warning.
# For Colophon: a certificate lies beside the work's file, not in it. Who binds both into one PDF joins first and attaches then.
source "$(dirname "$0")/../shared/begin.sh"
packages pdf-lib@1.17.1
python_packages pikepdf==10.18.0 pypdf==7.1.1

cat >make.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { AFRelationship, PDFDocument } from "pdf-lib";

const document = await PDFDocument.create();
document.addPage([200, 200]);
await document.attach(Buffer.from("{}"), "certificate.json", { afRelationship: AFRelationship.Data });
writeFileSync("pdf-lib.pdf", await document.save());
JS
cat >probe.py <<'PY'
import pikepdf
from pypdf import PdfWriter

with pikepdf.open("pdf-lib.pdf") as document:
    with document.open_metadata() as metadata:
        metadata["dc:title"] = "A Ferry at Dusk"
    document.save("work.pdf")

writer = PdfWriter()
writer.append("work.pdf", outline_item="A Ferry at Dusk")
writer.write("append.pdf")
PdfWriter(clone_from="work.pdf").write("clone_from.pdf")

writer = PdfWriter()
writer.add_blank_page(200, 200)
writer.add_attachment("certificate.json", b"{}")
writer.write("add_attachment.pdf")
with pikepdf.new() as document:
    document.add_blank_page(page_size=(200, 200))
    document.attachments["certificate.json"] = b"{}"
    document.save("pikepdf.pdf")

for name in ("work", "append", "clone_from", "pdf-lib", "pikepdf", "add_attachment"):
    with pikepdf.open(f"{name}.pdf") as document:
        root = document.Root
        print(f"{name}: names {list(document.attachments)}, /AF {len(root.get('/AF', []))}, XMP {'/Metadata' in root}, outline {'/Outlines' in root}")
PY
node make.mjs
python/bin/python probe.py >seen

compare seen <<'SEEN'
work: names ['certificate.json'], /AF 1, XMP True, outline False
append: names [], /AF 0, XMP False, outline True
clone_from: names ['certificate.json'], /AF 1, XMP True, outline False
pdf-lib: names ['certificate.json'], /AF 1, XMP False, outline False
pikepdf: names ['certificate.json'], /AF 1, XMP False, outline False
add_attachment: names ['certificate.json'], /AF 0, XMP False, outline False
SEEN
