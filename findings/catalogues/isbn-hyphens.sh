#!/usr/bin/env bash
# Where the hyphens of an ISBN belong tells whose it is: the part behind the country is the publisher's. Four libraries have a copy each of
# the agency's list of ranges, of another year, and where the agency has parted a range since, they name different publishers for one
# number without a word: isbn_hyphenate 1.0.4 another than all others for an English one, isbn3 2.0.11 another than all others for a
# German one. Of a country that it does not have, python-stdnum 2.2 leaves the publisher out, a text with a hyphen less, isbnlib 3.10.14
# gives the empty text, and isbn_hyphenate an error.
# Guess: an old list knows less, and says so; what two libraries both know, they write in one way, since numbers are never given anew.
# For Colophon: identifiers are kept as urn:isbn: with the digits alone (lib/metadata/files/parts/values.ts), and a list beside files is
# matched by the digits. Whoever compares ISBNs with hyphens compares lists of ranges.
source "$(dirname "$0")/../shared/begin.sh"
packages isbn3@2.0.11
python_packages isbn-hyphenate==1.0.4 isbnlib==3.10.14 python-stdnum==2.2

cat >probe.mjs <<'JS'
import { parse } from "isbn3";

for (const number of process.argv.slice(2)) console.log(`isbn3: ${parse(number).isbn13h}`);
JS
cat >probe.py <<'PY'
import sys

import isbn_hyphenate
import isbnlib
from stdnum import isbn

number = sys.argv[1]
print(f"python-stdnum: {isbn.format(number)}")
print(f"isbnlib: {isbnlib.mask(number)}")
try:
    print(f"isbn_hyphenate: {isbn_hyphenate.hyphenate(number)}")
except isbn_hyphenate.IsbnError as error:
    print(f"isbn_hyphenate: {type(error).__name__}")
PY
for number in 9783161484100 9781007809636 9783686611715 9786350209157; do
  node probe.mjs $number
  python/bin/python probe.py $number
done >seen

compare seen <<'SEEN'
isbn3: 978-3-16-148410-0
python-stdnum: 978-3-16-148410-0
isbnlib: 978-3-16-148410-0
isbn_hyphenate: 978-3-16-148410-0
isbn3: 978-1-007-80963-6
python-stdnum: 978-1-007-80963-6
isbnlib: 978-1-007-80963-6
isbn_hyphenate: 978-1-00-780963-6
isbn3: 978-3-68661-171-5
python-stdnum: 978-3-686-61171-5
isbnlib: 978-3-686-61171-5
isbn_hyphenate: 978-3-686-61171-5
isbn3: 978-635-02-0915-7
python-stdnum: 978-635-020915-7
isbnlib: 
isbn_hyphenate: IsbnUnableToHyphenateError
SEEN
