#!/usr/bin/env bash
# A PDF that reportlab 5.1.0 makes without a title or an author says that it has both: "untitled" by "anonymous" from a canvas, and "(anonymous)" by
# "(anonymous)", the title too, from a template; the brackets are in the text. Only an empty text given for each leaves them empty.
# fpdf2 2.8.9 and pikepdf 10.17.0 leave out what nobody has told them.
# Guess: what is not given is not there.
# For Colophon: lib/metadata/files/formats/pdf.ts names these texts in a file of ReportLab's and does not take them. Hundreds of invoices, reports
# and books of poems have one author in catalogues that do.
source "$(dirname "$0")/../shared/begin.sh"
python_packages reportlab==5.1.0 fpdf2==2.8.9 pikepdf==10.17.0

cat >probe.py <<'PY'
import io

import pikepdf
from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate


def canvas(to):
    made = Canvas(to)
    made.showPage()
    made.save()


def template(**told):
    return lambda to: SimpleDocTemplate(to, **told).build([Paragraph("a poem")])


def fpdf(to):
    made = FPDF()
    made.add_page()
    made.output(to)


def pike(to):
    made = pikepdf.new()
    made.add_blank_page()
    made.save(to)


for name, write in {
    "reportlab's canvas": canvas,
    "reportlab's template": template(),
    "reportlab's template, a title given": template(title="Ferry"),
    "reportlab's template, empty texts given": template(title="", author=""),
    "fpdf2": fpdf,
    "pikepdf": pike,
}.items():
    file = io.BytesIO()
    write(file)
    document = pikepdf.open(io.BytesIO(file.getvalue()))
    info = {key[1:]: str(value) for key, value in document.docinfo.items()}
    told = [f"{key} {info[key]!r}" for key in ("Title", "Author", "Subject") if key in info]
    print(f"{name}: {', '.join(told) or 'nothing'}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
reportlab's canvas: Title 'untitled', Author 'anonymous', Subject 'unspecified'
reportlab's template: Title '(anonymous)', Author '(anonymous)', Subject '(unspecified)'
reportlab's template, a title given: Title 'Ferry', Author '(anonymous)', Subject '(unspecified)'
reportlab's template, empty texts given: Title '', Author '', Subject '(unspecified)'
fpdf2: nothing
pikepdf: nothing
SEEN
