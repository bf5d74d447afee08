#!/usr/bin/env bash
# A list of works in BibTeX that pybtex 0.26.1 reads and writes again with nothing changed. What BibTeX asks one to write with a backslash, \&, \%,
# \# and \_, has one more backslash after each writing: \\& is a new line and a stray "&" for LaTeX, which refuses it. In a link
# an underscore and a percent sign get their first one, so that it is another link for whoever takes the field as it stands. A tie (~, a
# blank that does not break) is a visible tilde, and month = jan is the English word in quotation marks, which no style translates any more.
# bibtexparser 2.1.0 writes all of them as they were.
# Guess: a file that nobody touched is the same file, or at least says the same to LaTeX; a second reading changes nothing more.
# For Colophon: no BibTeX is written here; lists of works are tables (lib/batch/source). Who keeps a list by a program with pybtex, as
# Sphinx's extension for references or Pelican's do, keeps the first file.
source "$(dirname "$0")/../shared/begin.sh"
python_packages bibtexparser==2.1.0 pybtex==0.26.1

cat >works.bib <<'BIB'
@book{ferry,
    author = {M{\"u}ller, J{\"o}rg},
    title = {Salt \& Sea: 100\% of it, vol.~2},
    url = {https://example.org/a_b%20c},
    month = jan
}
BIB
cat >probe.py <<'PY'
import bibtexparser
from pybtex.database import parse_string

start = open("works.bib").read()


def fields(text):
    return [line.strip().rstrip(",") for line in text.splitlines() if "=" in line]


text = start
for time in (1, 2, 3):
    text = parse_string(text, "bibtex").to_string("bibtex")
    for line in fields(text):
        print(f"pybtex, {time}: {line}")
same = fields(bibtexparser.write_string(bibtexparser.parse_string(start))) == fields(start)
print(f"bibtexparser: {'as it was' if same else 'another file'}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
pybtex, 1: author = {M{\"u}ller, J{\"o}rg}
pybtex, 1: title = "Salt \\& Sea: 100\\% of it, vol.\textasciitilde 2"
pybtex, 1: url = "https://example.org/a\_b\%20c"
pybtex, 1: month = "January"
pybtex, 2: author = {M{\"u}ller, J{\"o}rg}
pybtex, 2: title = "Salt \\\& Sea: 100\\\% of it, vol.\textasciitilde 2"
pybtex, 2: url = "https://example.org/a\\_b\\%20c"
pybtex, 2: month = "January"
pybtex, 3: author = {M{\"u}ller, J{\"o}rg}
pybtex, 3: title = "Salt \\\\& Sea: 100\\\\% of it, vol.\textasciitilde 2"
pybtex, 3: url = "https://example.org/a\\\_b\\\%20c"
pybtex, 3: month = "January"
bibtexparser: as it was
SEEN
