#!/usr/bin/env bash
# validator 13.15.35 takes the number of a score (ISMN, which begins with 979-0) for a book's: isISBN is true. python-stdnum 2.2
# does too, and formats it as a book's of one unknown publisher; only isbn3 2.0.11 knows that 979-0 is music. And what validator
# takes differs from one number to the next: an ISBN with its hyphens, an ISRC only without them; an ISSN that ends with a small x,
# an ISBN only with a large one.
# Guess: 979-0 is not an ISBN for any of them, and hyphens and the case of X are one rule for all numbers of one library.
# For Colophon: numbers of works are kept as text; a catalogue's ISBN column may hold scores, and no check digit tells them apart,
# since both have the same one.
source "$(dirname "$0")/../shared/begin.sh"
packages validator@13.15.35 isbn3@2.0.11
python_packages python-stdnum==2.2

cat >probe.mjs <<'JS'
import isbn3 from "isbn3";
import validator from "validator";

const score = "979-0-060-11561-5";
console.log(`${score}: validator ${validator.isISBN(score)}, isbn3 ${isbn3.parse(score) !== null}`);
for (const text of ["978-7-02-000220-7", "9787020002207", "080442957X", "080442957x"]) {
  console.log(`ISBN ${text}: validator ${validator.isISBN(text)}, isbn3 ${isbn3.parse(text) !== null}`);
}
for (const text of ["2434-561X", "2434-561x"]) console.log(`ISSN ${text}: ${validator.isISSN(text)}`);
for (const text of ["USRC17607839", "US-RC1-76-07839", "usrc17607839"]) console.log(`ISRC ${text}: ${validator.isISRC(text)}`);
JS
cat >probe.py <<'PY'
from stdnum import isbn, ismn

score = "979-0-060-11561-5"
print(f"{score}: python-stdnum ISBN {isbn.is_valid(score)} {isbn.format(score)}, ISMN {ismn.is_valid(score)} {ismn.format(score)}")
PY
node probe.mjs >seen
python/bin/python probe.py >>seen

compare seen <<'SEEN'
979-0-060-11561-5: validator true, isbn3 false
ISBN 978-7-02-000220-7: validator true, isbn3 true
ISBN 9787020002207: validator true, isbn3 true
ISBN 080442957X: validator true, isbn3 true
ISBN 080442957x: validator false, isbn3 true
ISSN 2434-561X: true
ISSN 2434-561x: true
ISRC USRC17607839: true
ISRC US-RC1-76-07839: false
ISRC usrc17607839: false
979-0-060-11561-5: python-stdnum ISBN True 979-006011561-5, ISMN True 979-0-060-11561-5
SEEN
