#!/usr/bin/env bash
# One JSON-LD document, and what is signed of it (URDNA2015, as in credentials whose proof is over RDF): jsonld 9.0.0 for JavaScript and
# PyLD 3.3.0 for Python, by the same authors. Numbers below 0.000001 with one digit, 1e-7, are the integer 0 in JavaScript, since it looks
# for a dot to tell a fraction; with two digits, 1.5e-7, they are right. A whole number beyond 2^53, such as an id, keeps its digits in
# Python only. A link that is not absolute is refused in JavaScript; Python signs it as one below http://example.org/base/.
# Guess: one document has one set of signed bytes, whoever signs, since that is what the algorithm is for.
# For Colophon: its documents are signed over RFC 8785 JSON, where ids are text. A credential that a Python service signs over RDF is not good in
# JavaScript where it has such a value, and the other way round.
source "$(dirname "$0")/../shared/begin.sh"
packages jsonld@9.0.0
python_packages pyld==3.3.0

cat >documents.json <<'JSON'
[{ "share": 0.25 }, { "share": 1.5e-7 }, { "share": 1e-7 }, { "share": 9007199254740992 }, { "share": 9007199254740993 },
 { "deed": { "@id": "https://example.org/deed" } }, { "deed": { "@id": "deeds/7.pdf" } }]
JSON
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import jsonld from "jsonld";

const options = { algorithm: "URDNA2015", format: "application/n-quads" };
for (const claims of JSON.parse(readFileSync("documents.json", "utf8"))) {
  const document = { "@context": { "@vocab": "https://example.org/" }, "@id": "https://example.org/work", ...claims };
  const quads = await jsonld.canonize(document, options).catch(({ details }) => `. . ${details.event.code} .`);
  console.log(quads.trim().split(" ").slice(2, -1).join(" "));
}
JS
cat >probe.py <<'PY'
import json

from pyld import jsonld

OPTIONS = {"algorithm": "URDNA2015", "format": "application/n-quads"}
with open("documents.json") as file:
    for claims in json.load(file):
        document = {"@context": {"@vocab": "https://example.org/"}, "@id": "https://example.org/work", **claims}
        print(" ".join(jsonld.normalize(document, OPTIONS).strip().split(" ")[2:-1]))
PY
node probe.mjs >javascript
python/bin/python probe.py >python-said
paste -d'|' javascript python-said | sed 's#http://www.w3.org/2001/XMLSchema##g; s#^\([^|]*\)|\1$#both: \1#; s#^\([^|]*\)|\(.*\)$#JavaScript: \1, Python: \2#' >seen

compare seen <<'SEEN'
both: "2.5E-1"^^<#double>
both: "1.5E-7"^^<#double>
JavaScript: "0"^^<#integer>, Python: "1.0E-7"^^<#double>
both: "9007199254740992"^^<#integer>
JavaScript: "9007199254740992"^^<#integer>, Python: "9007199254740993"^^<#integer>
both: <https://example.org/deed>
JavaScript: relative @id reference, Python: <http://example.org/base/deeds/7.pdf>
SEEN
