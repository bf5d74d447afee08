#!/usr/bin/env bash
# Who made a work, in a record that is turned from one format into another by commonmeta-py 0.312 (of Front Matter, for DOIs). Whether an author is
# a person or a body it finds out of the name alone, also where the record says which: two words are a given name and a family name, one word
# that it does not know is a body. So a press whose record says "Organizational" (DataCite), or whose name is a literal (CSL) or in braces
# (BibTeX), has become Ms Press, by the name of Ocean, and the novelist 莫言, a "Personal" name, an organization. The particle and the suffix
# of a name in CSL or in a CITATION.cff are not there any more: van Goff is Goff, and the younger Zhang the elder.
# Guess: what a record says is believed, and the name is looked at only where it says nothing.
# For Colophon: a name is one text, as its owner wrote it. Who fills a batch file out of records of DOIs by this library compares the
# authors that are no people.
source "$(dirname "$0")/../shared/begin.sh"
python_packages commonmeta-py==0.312

cat >probe.py <<'PY'
import json

from commonmeta import Metadata

DOI = "https://doi.org/10.5072/abc"
datacite = {
    "id": DOI, "doi": "10.5072/abc", "titles": [{"title": "Ferry"}], "publisher": {"name": "P"}, "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Book"}, "schemaVersion": "http://datacite.org/schema/kernel-4",
    "creators": [
        {"name": "Ocean Press", "nameType": "Organizational"},
        {"name": "University of Leeds", "nameType": "Organizational"},
        {"name": "莫言", "nameType": "Personal"},
        {"name": "Le Goff, Anna", "givenName": "Anna", "familyName": "Le Goff", "nameType": "Personal"},
    ],
}
csl = {
    "id": DOI, "DOI": "10.5072/abc", "type": "book", "title": "Ferry", "issued": {"date-parts": [[2026]]},
    "author": [
        {"literal": "Ocean Press"},
        {"given": "Bo", "non-dropping-particle": "van", "family": "Goff"},
        {"given": "San", "family": "Zhang", "suffix": "Jr."},
    ],
}
bibtex = "@book{f, author = {{Ocean Press} and {University of Leeds} and van Goff, Bo}, title = {Ferry}, year = 2026, doi = {10.5072/abc}}"
cff = """cff-version: 1.2.0
message: Cite it.
title: Ferry
doi: 10.5072/abc
date-released: 2026-01-02
authors:
  - name: Ocean Press
  - {given-names: Bo, name-particle: van, family-names: Goff}
"""


def told(one):
    if one["type"] == "Person":
        return f"person {one['person']['family_name']}, {one['person']['given_name']}"
    return f"body {one['organization']['name']}"


for kind, text in (("datacite", json.dumps(datacite)), ("csl", json.dumps(csl)), ("bibtex", bibtex), ("cff", cff)):
    read = Metadata(text, via=kind)
    print(f"{kind}: {'; '.join(told(one) for one in read.contributors)}")
read = Metadata(json.dumps(csl), via="csl")
print("CSL, written again:", json.dumps(json.loads(read.write(to="csl"))["author"]))
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
datacite: person Press, Ocean; body University of Leeds; body 莫言; person Le Goff, Anna
csl: person Press, Ocean; person Goff, Bo; person Zhang, San
bibtex: person Press, Ocean; body University of Leeds; person van Goff, Bo
cff: body Ocean Press; person Goff, Bo
CSL, written again: [{"family": "Press", "given": "Ocean"}, {"family": "Goff", "given": "Bo"}, {"family": "Zhang", "given": "San"}]
SEEN
