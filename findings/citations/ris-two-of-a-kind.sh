#!/usr/bin/env bash
# A reference in RIS, as catalogues and publishers' pages give it, with two of what there may be two of: ISBNs (SN), publishers, languages. rispy
# 0.10.0 for Python and biblatex-csl-converter 3.6.0 keep the first, and say nothing; the ISBN of a book is an ISSN to both. rispy makes two
# addresses of one with a semicolon in it. @citation-js/plugin-ris 0.8.2 keeps all, as arrays where CSL has one text. Of a year (PY) and a date (DA)
# biblatex-csl-converter takes the year; of a date with a season behind it as RIS has it, "2026/01/02/Spring", none comes out in
# its CSL. "King, Martin, Jr." loses the Jr.
# Guess: what comes twice comes out twice, or is warned about, as tags that it does not know are.
# For Colophon: a batch file has columns for these. Who fills one from RIS by a library counts the numbers first.
source "$(dirname "$0")/../shared/begin.sh"
packages biblatex-csl-converter@3.6.0 @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2
python_packages rispy==0.10.0

cat >references.json <<'JSON'
{
  "numbers": ["SN  - 978-3-16-148410-0", "SN  - 978-0-306-40615-7"],
  "publishers": ["PB  - Press", "PB  - House"],
  "languages": ["LA  - zh", "LA  - fr"],
  "address": ["UR  - https://example.org/a;b"],
  "dates": ["PY  - 2026", "DA  - 2026/01/02"],
  "season": ["PY  - 2026/01/02/Spring"],
  "suffix": ["AU  - King, Martin, Jr."]
}
JSON
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";
import { CSLExporter, parseRIS } from "biblatex-csl-converter";

for (const [name, lines] of Object.entries(JSON.parse(readFileSync("references.json", "utf8")))) {
  const reference = ["TY  - BOOK", "TI  - Ferry", ...lines, "ER  - ", ""].join("\n");
  const { entries, warnings } = parseRIS(reference);
  const said = warnings.filter(({ type }) => type !== "missing_required_field").map(({ type }) => type);
  const show = ({ id, type, title, _graph, ...rest }) => JSON.stringify(rest);
  console.log(`${name}, biblatex-csl-converter: ${show(Object.values(new CSLExporter(entries).parse())[0])}, warnings: ${said.length}`);
  console.log(`${name}, citation-js: ${show(new Cite(reference).data[0])}`);
}
JS
cat >probe.py <<'PY'
import json

import rispy

for name, lines in json.load(open("references.json")).items():
    (found,) = rispy.loads("\n".join(["TY  - BOOK", "TI  - Ferry", *lines, "ER  - ", ""]))
    print(f"{name}, rispy: {json.dumps({key: value for key, value in found.items() if key not in ('type_of_reference', 'title')})}")
PY
{ node probe.mjs && python/bin/python probe.py; } | LC_ALL=C sort >seen

compare seen <<'SEEN'
address, biblatex-csl-converter: {"URL":"https://example.org/a;b"}, warnings: 0
address, citation-js: {"URL":"https://example.org/a;b"}
address, rispy: {"urls": ["https://example.org/a", "b"]}
dates, biblatex-csl-converter: {"issued":{"date-parts":[[2026]]}}, warnings: 0
dates, citation-js: {"issued":{"date-parts":[[2026,1,2]]}}
dates, rispy: {"year": "2026", "date": "2026/01/02"}
languages, biblatex-csl-converter: {"language":"zh-CN"}, warnings: 0
languages, citation-js: {"language":["zh","fr"]}
languages, rispy: {"language": "zh"}
numbers, biblatex-csl-converter: {"ISSN":"978-3-16-148410-0"}, warnings: 0
numbers, citation-js: {"ISBN":["978-3-16-148410-0","978-0-306-40615-7"]}
numbers, rispy: {"issn": "978-3-16-148410-0"}
publishers, biblatex-csl-converter: {"publisher":"Press"}, warnings: 0
publishers, citation-js: {"publisher":["Press","House"]}
publishers, rispy: {"publisher": "Press"}
season, biblatex-csl-converter: {}, warnings: 0
season, citation-js: {"issued":{"date-parts":[[2026,1,2]]}}
season, rispy: {"year": "2026/01/02/Spring"}
suffix, biblatex-csl-converter: {"author":[{"given":"Martin","family":"King"}]}, warnings: 0
suffix, citation-js: {"author":[{"family":"King","given":"Martin","suffix":"Jr."}]}
suffix, rispy: {"authors": ["King, Martin, Jr."]}
SEEN
