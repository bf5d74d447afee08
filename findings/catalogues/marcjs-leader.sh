#!/usr/bin/env bash
# marcjs 3.0.2 writes a library's record (MARC 21, ISO 2709) in UTF-8 and does not say so: position 9 of the leader, "a" for Unicode,
# stays blank, which means MARC-8. pymarc 5.4.0 reads by the leader, as the standard has it, and a title in Chinese is Polish
# letters, without an error. The other way round, a record in MARC-8 is read as UTF-8, and what is no UTF-8 is U+FFFD when it is
# written again. A leader that has the "a" is carried over, so that records which were read show nothing of it.
# Guess: the leader of a new record says what its bytes are, and one in MARC-8 is converted or refused.
# For Colophon: a record of a library is hashed as the file that it is. Who makes MARC of a registry's titles with marcjs sets the
# leader first.
source "$(dirname "$0")/../shared/begin.sh"
packages marcjs@3.0.2
python_packages pymarc==5.4.0

cat >old.py <<'PY'
# A record in MARC-8, as libraries had before Unicode: the acute comes before its letter.
field = b"10\x1faCaf\xe2e\x1e"
directory = b"245%04d%05d\x1e" % (len(field), 0)
base = 24 + len(directory)
leader = b"%05dnam  22%05d   4500" % (base + len(field) + 1, base)
open("old.mrc", "wb").write(leader + directory + field + b"\x1d")
PY
cat >probe.cjs <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const { Marc, Record } = require("marcjs");

for (const [name, leader] of [["new", undefined], ["said", "00000nam a2200000   4500"]]) {
  const record = new Record();
  if (leader) record.leader = leader;
  record.append(["245", "10", "a", "渡船"]);
  writeFileSync(`${name}.mrc`, Marc.format(record, "Iso2709"));
}
const old = Marc.parse(readFileSync("old.mrc"), "Iso2709");
console.log("marcjs reads MARC-8:", old.fields[0][3]);
JS
cat >probe.py <<'PY'
from pymarc import MARCReader

for name in ("new", "said", "old"):
    record = next(MARCReader(open(f"{name}.mrc", "rb")))
    print(f"pymarc reads {name}.mrc: {record.title} (position 9 is {str(record.leader)[9]!r})")
PY
python/bin/python old.py
node probe.cjs >seen
PYTHONIOENCODING=utf-8 python/bin/python probe.py >>seen

compare seen <<'SEEN'
marcjs reads MARC-8: Caf�e
pymarc reads new.mrc: ı̆Ł£̈ (position 9 is ' ')
pymarc reads said.mrc: 渡船 (position 9 is 'a')
pymarc reads old.mrc: Café (position 9 is ' ')
SEEN
