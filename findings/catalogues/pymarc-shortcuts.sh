#!/usr/bin/env bash
# What a library's record says in one word, by the properties that pymarc 5.4.0 has for it (MARC 21). title leaves number and name of the part
# out (245 $n, $p), so that all volumes of a work have one title. isbn looks at the first field 020 alone: where that is the number of a
# binding that was cancelled ($z), the book has none, though the next field has it. pubyear and publisher take 260 where there is one,
# and the year of 264 is then not seen; that of a copyright notice alone (264 with 4) never is. author is nobody where the authors are
# among the added entries (700), as in every collection of essays.
# Guess: the title tells the volumes of a work apart; the first ISBN that there is; the year that there is.
# For Colophon: a catalogue is read from tables that name their columns (lib/batch/source). Who makes such a table of MARC reads the fields.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pymarc==5.4.0

cat >probe.py <<'PY'
from pymarc import Field, Indicators, Record, Subfield


def record(*fields):
    made = Record()
    for tag, indicators, *subfields in fields:
        made.add_field(Field(tag, Indicators(*indicators), [Subfield(code, text) for code, text in subfields]))
    return made


def title(*part):
    return record(("245", "10", ("a", "The ferry."), *part)).title


print(f"title, first volume: {title(('n', 'Part 1,'), ('p', 'Spring'))!r}")
print(f"title, second volume: {title(('n', 'Part 2,'), ('p', 'Autumn'))!r}")
print(f"title with a subtitle: {title(('b', 'a story'))!r}")
NEW, OLD = ("020", "  ", ("a", "9783161484100")), ("020", "  ", ("z", "9783161484117"))
print(f"isbn, new one first: {record(NEW, OLD).isbn}; cancelled one first: {record(OLD, NEW).isbn}")
SINCE = ("264", " 1", ("b", "Press,"), ("c", "2026"))
NOTICE = ("264", " 4", ("c", "©2025"))
for name, fields in (
    ("264", [SINCE]),
    ("264, and 260 with a place alone", [("260", "  ", ("a", "Brest")), SINCE]),
    ("a copyright notice alone", [NOTICE]),
):
    made = record(*fields)
    print(f"{name}: year {made.pubyear}, publisher {made.publisher}")
print(f"author of a collection: {record(('700', '1 ', ('a', 'Bo, Li')), ('700', '1 ', ('a', 'Le Goff, Anna'))).author}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
title, first volume: 'The ferry.'
title, second volume: 'The ferry.'
title with a subtitle: 'The ferry. a story'
isbn, new one first: 9783161484100; cancelled one first: None
264: year 2026, publisher Press,
264, and 260 with a place alone: year None, publisher None
a copyright notice alone: year None, publisher None
author of a collection: None
SEEN
