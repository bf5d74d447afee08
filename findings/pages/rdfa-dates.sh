#!/usr/bin/env bash
# A page in RDFa whose dates are in the machine's form beside the reader's, <time datetime="2026-01-02">last Friday</time>, as HTML+RDFa 1.1 has
# it. extruct 0.18.0 for Python gives the words, "last Friday", and no language of anything; from the same page in Microdata it gives the date.
# rdfa-streaming-parser 3.0.2 gives the date in both kinds of page, as a date, and the languages.
# Guess: one library reads a date of one page in one way.
# For Colophon: lib/metadata/files/formats/html.ts reads JSON-LD and meta elements, and no RDFa. Who fills `published` out of pages by extruct
# has a work of "last Friday", which is refused, or of "3/4/2026", which is a date of two kinds.
source "$(dirname "$0")/../shared/begin.sh"
packages microdata-rdf-streaming-parser@3.0.0 rdfa-streaming-parser@3.0.2
python_packages extruct==0.18.0

cat >probe.mjs <<'JS'
import { writeFileSync } from "node:fs";

import { MicrodataRdfParser } from "microdata-rdf-streaming-parser";
import { RdfaParser } from "rdfa-streaming-parser";

const page = (item, term) => `<!doctype html><html><body><div ${item}><h1 ${term}="name" lang="fr">Le bac</h1>
<time ${term}="datePublished" datetime="2026-01-02">last Friday</time><time ${term}="dateCreated" datetime="2025">a year ago</time>
</div></body></html>`;
const READERS = {
  microdata: [MicrodataRdfParser, page('itemscope itemtype="https://schema.org/Book"', "itemprop")],
  rdfa: [RdfaParser, page('vocab="https://schema.org/" typeof="Book"', "property")],
};

for (const [name, [Reader, html]] of Object.entries(READERS)) {
  writeFileSync(`${name}.html`, html);
  const reader = new Reader({ baseIRI: "https://example.org/", contentType: "text/html" });
  reader.end(html);
  for await (const { predicate, object } of reader) {
    const kind = object.language || object.datatype?.value.replace(/.*#/, "");
    if (object.termType === "Literal") console.log(`JavaScript, ${name}: ${predicate.value}: ${object.value} (${kind})`);
  }
}
JS
cat >probe.py <<'PY'
import json

import extruct

for name in ("microdata", "rdfa"):
    found = extruct.extract(open(f"{name}.html").read(), base_url="https://example.org/", syntaxes=[name])[name]
    item = next(thing for thing in found if "datePublished" in json.dumps(thing))
    values = item.get("properties", item)
    print(f"Python, {name}:", json.dumps({term: values[term] for term in sorted(values) if term[0] != "@"}))
PY
{ node probe.mjs && python/bin/python probe.py; } >seen

compare seen <<'SEEN'
JavaScript, microdata: https://schema.org/name: Le bac (fr)
JavaScript, microdata: https://schema.org/datePublished: 2026-01-02 (date)
JavaScript, microdata: https://schema.org/dateCreated: 2025 (gYear)
JavaScript, rdfa: https://schema.org/name: Le bac (fr)
JavaScript, rdfa: https://schema.org/datePublished: 2026-01-02 (date)
JavaScript, rdfa: https://schema.org/dateCreated: 2025 (gYear)
Python, microdata: {"dateCreated": "2025", "datePublished": "2026-01-02", "name": "Le bac"}
Python, rdfa: {"https://schema.org/dateCreated": [{"@value": "a year ago"}], "https://schema.org/datePublished": [{"@value": "last Friday"}], "https://schema.org/name": [{"@value": "Le bac"}]}
SEEN
