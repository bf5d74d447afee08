#!/usr/bin/env bash
# The Meta-Code of the ISCC (ISO 24138), iscc-core 1.5.0: a title is cut to 128 bytes of UTF-8, 42 Chinese characters, before
# anything is made of it, the metahash too: two volumes whose titles differ after that are one name and one hash, without a
# word. What is no letter or digit does not count: "C" and "C#" are one code, "1984" and "19-84", "Cafe" and "Café".
# And where an object of metadata is given, the description counts no more: first and second edition are one code, and two works of
# one publisher have one metahash, since the title is not in it.
# Guess: the metahash is over the whole title and description; the code alone is a likeness.
# For Colophon: an ISCC is no key. Works are told apart by the hash of their files, and titles are kept whole.
source "$(dirname "$0")/../shared/begin.sh"
python_packages iscc-core==1.5.0

cat >probe.py <<'PY'
from iscc_core import gen_meta_code_v0 as made

def compare(label, first, second):
    same = [name for name in ("iscc", "name", "metahash") if first[name] == second[name]]
    print(f"{label}: same {', '.join(same) or 'nothing'}")

long = "\u7ea2\u697c\u68a6" * 15
compare("two volumes", made(long + "\u4e0a\u518c"), made(long + "\u4e0b\u518c"))
print("characters of", len(long) + 2, "that are kept:", len(made(long)["name"]))
for first, second in (("C", "C#"), ("C", "C++"), ("1984", "19-84"), ("Cafe", "Caf\u00e9"), ("The Sea", "Sea, The")):
    compare(f"{first} and {second}", made(first), made(second))
meta = {"publisher": "A"}
compare("two editions", made("The Sea", "first edition"), made("The Sea", "second edition"))
compare("two editions, with an object", made("The Sea", "first edition", meta=meta), made("The Sea", "second edition", meta=meta))
compare("two works, with an object", made("The Sea", meta=meta), made("The Land", meta=meta))
PY
PYTHONIOENCODING=utf-8 python/bin/python probe.py >seen

compare seen <<'SEEN'
two volumes: same iscc, name, metahash
characters of 47 that are kept: 42
C and C#: same iscc
C and C++: same nothing
1984 and 19-84: same iscc
Cafe and Café: same iscc
The Sea and Sea, The: same nothing
two editions: same name
two editions, with an object: same iscc, name, metahash
two works, with an object: same metahash
SEEN
