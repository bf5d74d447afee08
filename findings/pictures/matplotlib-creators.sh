#!/usr/bin/env bash
# A figure that matplotlib 3.10.7 draws for a book. As SVG it is by "Matplotlib v3.10.7, https://matplotlib.org/", in the place of its author
# (dc:creator), whom Inkscape and catalogues show; as PDF and PNG it is by nobody. One sets the author by "Creator" in SVG and by "Author" in PDF,
# where "Creator" is the program: {"Creator": "Ada Kite"} is right in the one and makes her a program in the other, which warns of nothing;
# {"Author": "Ada Kite"} is an error in SVG.
# Guess: nobody is the author unless somebody says so, and one dictionary does for all formats or is refused by those that it does not fit.
# For Colophon: lib/metadata/files takes no author whose name is Matplotlib and its version. Figures whose makers gave one dictionary for both have
# their author in one of two files.
source "$(dirname "$0")/../shared/begin.sh"
python_packages matplotlib==3.10.7 pypdf==6.4.0

cat >probe.py <<'PY'
import re

from matplotlib import use

use("svg")
from matplotlib.pyplot import figure
from pypdf import PdfReader

for told in (None, {"Creator": "Ada Kite"}, {"Author": "Ada Kite"}):
    print("told", told)
    try:
        figure(figsize=(1, 1)).savefig("figure.svg", metadata=told)
        print("  SVG", re.findall(r"<dc:creator>\s*<cc:Agent>\s*<dc:title>(.*?)<", open("figure.svg").read()))
    except ValueError as error:
        print("  SVG", error)
    figure(figsize=(1, 1)).savefig("figure.pdf", metadata=told)
    info = PdfReader("figure.pdf").metadata
    print("  PDF author", info.author, "program", info.creator)
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
told None
  SVG ['Matplotlib v3.10.7, https://matplotlib.org/']
  PDF author None program Matplotlib v3.10.7, https://matplotlib.org
told {'Creator': 'Ada Kite'}
  SVG ['Ada Kite']
  PDF author None program Ada Kite
told {'Author': 'Ada Kite'}
  SVG Unknown metadata key(s) passed to SVG writer: Author
  PDF author Ada Kite program Matplotlib v3.10.7, https://matplotlib.org
SEEN
