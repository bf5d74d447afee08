#!/usr/bin/env bash
# edtf 5.0.2 for Python, text_to_edtf, which catalogues give dates in words to. "1928 or 1929" is 1928, and the second half of a
# century is all of it; "20 BC" is the year -0020, which is 21 BC, since EDTF has a year 0. "2020年5月" is the fifth day of
# a month that nobody knows. "before 1928" is "/1928", and the smallest time of that is ten years before: whoever asks for the works
# that may be of 1910 does not find it. And a year of an exponent with digits that count is written back with these twice, "Y17E7S3S3".
# Guess: [1928,1929], as the alternatives of EDTF are for; the year -0019; None for what it does not understand; -infinity.
# For Colophon: a column `published` takes a year, a month or a day, and refuses words. Whoever makes the column by this function looks
# at each date that had more than one number.
source "$(dirname "$0")/../shared/begin.sh"
python_packages edtf==5.0.2

cat >probe.py <<'PY'
from edtf import parse_edtf, text_to_edtf

WORDS = ("circa 1900", "1928 or 1929", "second half of the 19th century", "20 BC", "2020\u5e745\u6708", "before 1928", "after 1928")
for words in WORDS:
    print(f"{words}: {text_to_edtf(words)}")
for text in ("/1928", "../1928", "1928/"):
    date = parse_edtf(text)
    ends = [end if isinstance(end, float) else f"{end.tm_year}-{end.tm_mon:02}-{end.tm_mday:02}" for end in (date.lower_strict(), date.upper_strict())]
    print(f"{text}: {ends[0]} to {ends[1]}")
print("Y17E7S3:", parse_edtf("Y17E7S3"))
PY
PYTHONIOENCODING=utf-8 python/bin/python probe.py >seen

compare seen <<'SEEN'
circa 1900: 1900~
1928 or 1929: 1928
second half of the 19th century: 18XX
20 BC: -0020
2020年5月: XXXX-XX-05
before 1928: /1928
after 1928: 1928/
/1928: 1918-12-31 to 1928-12-31
../1928: -inf to 1928-12-31
1928/: 1928-01-01 to 1938-01-01
Y17E7S3: Y17E7S3S3
SEEN
