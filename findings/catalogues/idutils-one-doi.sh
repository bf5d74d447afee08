#!/usr/bin/env bash
# idutils 1.7.1, with which Invenio's repositories keep identifiers: normalize_doi leaves one DOI in as many texts as it has spellings.
# Letters stay large or small, though a DOI has no case, and what a link had to encode ("%3C" for "<", as thousands of older articles
# have it) stays encoded, so that a link that was copied and the DOI as printed are two. The other way, to_url encodes nothing: what
# follows a "#" of a DOI is the fragment of the link. And the number of a score (979-0) is an ISBN whose normalized text is empty.
# Guess: normalizing gives equal text for equal identifiers, and a link that leads to it; an identifier that it knows has a text.
# For Colophon: identifiers of works are kept as they were written, and works are told apart by the hash of their files. Whoever finds
# repeated records by these functions finds too few.
source "$(dirname "$0")/../shared/begin.sh"
python_packages idutils==1.7.1

cat >probe.py <<'PY'
from urllib.parse import urlsplit

import idutils

SPELLINGS = (
    "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
    "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
    "doi:10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
    "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
)
for text in sorted({idutils.normalize_doi(spelling) for spelling in SPELLINGS}):
    print("one DOI:", text)
link = urlsplit(idutils.to_url("10.5555/part#2", "doi", "https"))
print("the link of 10.5555/part#2:", link.path, "and the fragment", link.fragment)
for text in ("979-0-2600-0043-8", "3-16-148410-X"):
    kinds = idutils.detect_identifier_schemes(text)
    print(text, "is", kinds, repr(idutils.normalize_pid(text, kinds[0])))
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
one DOI: 10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O
one DOI: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O
one DOI: 10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o
the link of 10.5555/part#2: /10.5555/part and the fragment 2
979-0-2600-0043-8 is ['isbn'] ''
3-16-148410-X is ['isbn'] '978-3-16-148410-0'
SEEN
