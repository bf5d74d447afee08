#!/usr/bin/env bash
# The same works of CSL-JSON in the same style (Harvard), by citeproc-py 0.11.1 and citeproc-js 2.4.63, which Zotero has. A Chinese author
# is broken up in Python: the given name becomes an initial with full stops and blanks around it, "张, . 三 .". A date that is a text as
# Crossref, Zotero and others let one write it ({"raw": "2026-03-04"}) is not there in Python, neither the year nor "no date", and nothing
# is said. A title in italics keeps its tags where plain text is asked for, and a work without an author has its title twice.
# Guess: one style is one text in both, at most blanks and quotation marks differ; a script without capitals has no initials.
# For Colophon: no citations are made here; `catalogue export` gives the metadata. Who cites registered works with the one in Python
# cites Chinese authors wrongly.
source "$(dirname "$0")/../shared/begin.sh"
packages citeproc@2.4.63
python_packages citeproc-py==0.11.1

cat >works.json <<'JSON'
[
  { "id": "western", "type": "book", "title": "The Ferry", "author": [{ "family": "Le Goff", "given": "Anna Maria" }], "issued": { "date-parts": [[2026]] } },
  { "id": "chinese", "type": "book", "title": "渡船", "author": [{ "family": "张", "given": "三" }], "issued": { "date-parts": [[2026]] } },
  { "id": "korean", "type": "book", "title": "나룻배", "author": [{ "family": "김", "given": "소월" }], "issued": { "date-parts": [[2026]] } },
  { "id": "raw date", "type": "book", "title": "The Ferry", "author": [{ "family": "Bo", "given": "Li" }], "issued": { "raw": "2026-03-04" } },
  { "id": "italics", "type": "book", "title": "On <i>Hamlet</i>", "author": [{ "family": "Bo", "given": "Li" }], "issued": { "date-parts": [[2026]] } },
  { "id": "nobody", "type": "book", "title": "The Ferry", "issued": { "date-parts": [[2026]] } }
]
JSON
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import CSL from "citeproc";

const [style, locale] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
for (const work of JSON.parse(readFileSync("works.json", "utf8"))) {
  const system = { retrieveLocale: () => locale, retrieveItem: () => structuredClone(work) };
  const engine = new CSL.Engine(system, style, "en-US");
  engine.setOutputFormat("text");
  engine.updateItems([work.id]);
  console.log(`${work.id}: citeproc-js: ${engine.makeBibliography()[1].join("").trim()}`);
}
JS
cat >probe.py <<'PY'
import json
import sys
import warnings

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

warnings.simplefilter("ignore")
for work in json.load(open("works.json")):
    style = CitationStylesStyle(sys.argv[1].removesuffix(".csl"), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([work]), formatter.plain)
    bibliography.register(Citation([CitationItem(work["id"])]))
    print(f"{work['id']}: citeproc-py: {''.join(bibliography.bibliography()[0]).strip()}")
PY
data=$(python/bin/python -c 'import pathlib, citeproc; print(pathlib.Path(citeproc.__file__).parent / "data")')
style=$data/styles/harvard-cite-them-right.csl
{ node probe.mjs "$style" "$data/locales/locales-en-US.xml"; python/bin/python probe.py "$style"; } | sort -t: -k1,1 -s >seen

compare seen <<'SEEN'
chinese: citeproc-js: 张三 (2026) 渡船.
chinese: citeproc-py: 张, . 三 . (2026) 渡船.
italics: citeproc-js: Bo, L. (2026) On Hamlet.
italics: citeproc-py: Bo, L. (2026) On <i>Hamlet</i>.
korean: citeproc-js: 김소월 (2026) 나룻배.
korean: citeproc-py: 김, . 소월 . (2026) 나룻배.
nobody: citeproc-js: The Ferry (2026).
nobody: citeproc-py: The Ferry (2026) The Ferry.
raw date: citeproc-js: Bo, L. (2026) The Ferry.
raw date: citeproc-py: Bo, L. The Ferry.
western: citeproc-js: Le Goff, A.M. (2026) The Ferry.
western: citeproc-py: Le Goff, A.M. (2026) The Ferry.
SEEN
