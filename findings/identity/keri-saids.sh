#!/usr/bin/env bash
# A statement whose number is its own digest (SAID, of KERI and of credentials by ACDC), made by keri 1.1.17 for Python and by signify-ts 0.3.0,
# which wallets in browsers are made of. The standard hashes the fields in the order in which they stand. Names that are whole numbers, years or
# volumes, come first in JavaScript, before "d" itself, the smallest first; 1.0 is 1 there and 0.0000001 has another exponent; a whole number beyond
# 2^53 is another number. Each is another SAID, with which the other library finds the very statement changed. What signify-ts makes of it, it finds
# good. In Python half of a character is an error, in JavaScript three bytes of U+FFFD.
# Guess: one text of JSON has one SAID in both, since the number stands for the statement, and libraries of one project are tested together.
# For Colophon: what it hashes is canonical (RFC 8785): names are sorted, and numbers are written in one way. Who states titles by ACDC writes years
# and ids as values that are text.
source "$(dirname "$0")/../shared/begin.sh"
packages signify-ts@0.3.0
python_packages keri==1.1.17

cat >statements.txt <<'TXT'
{"d":"","title":"渡轮","year":2026}
{"d":"","2026":"second edition","1999":"first edition"}
{"d":"","share":0.5}
{"d":"","share":1.0}
{"d":"","share":0.0000001}
{"d":"","id":9007199254740993}
{"d":"","title":"half of it: \ud800"}
TXT
cat >made.mjs <<'JS'
import { readFileSync } from "node:fs";

import { ready, Saider } from "signify-ts";

await ready();
const byPython = JSON.parse(readFileSync("python.json", "utf8"));
for (const [i, text] of readFileSync("statements.txt", "utf8").trim().split("\n").entries()) {
  const [said] = Saider.saidify(JSON.parse(text));
  const finds = (number) => (new Saider({ qb64: number }).verify({ ...JSON.parse(text), d: number }, false, false) ? "good" : "changed");
  const python = byPython[i];
  const other = python === null ? "an error in Python" : `Python's ${python === said.qb64 ? "is the same" : "is another"}, found ${finds(python)}`;
  console.log(`${text}: ${said.qb64.slice(0, 8)}…, found ${finds(said.qb64)}; ${other}`);
}
JS
cat >made.py <<'PY'
import json

from keri.core import coring


def said(text):
    try:
        return coring.Saider.saidify(sad=json.loads(text))[0].qb64
    except UnicodeEncodeError:
        return None


json.dump([said(line) for line in open("statements.txt")], open("python.json", "w"))
PY
python/bin/python made.py
node made.mjs >seen

compare seen <<'SEEN'
{"d":"","title":"渡轮","year":2026}: ENPq_a_L…, found good; Python's is the same, found good
{"d":"","2026":"second edition","1999":"first edition"}: ENOXMZ-5…, found good; Python's is another, found changed
{"d":"","share":0.5}: EDlenr69…, found good; Python's is the same, found good
{"d":"","share":1.0}: EHkkPWNN…, found good; Python's is another, found changed
{"d":"","share":0.0000001}: EEK-lHQy…, found good; Python's is another, found changed
{"d":"","id":9007199254740993}: EAilJ9Vv…, found good; Python's is another, found changed
{"d":"","title":"half of it: \ud800"}: EIOAZZaD…, found good; an error in Python
SEEN
