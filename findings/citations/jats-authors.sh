#!/usr/bin/env bash
# Who wrote an article, out of JATS, the XML that journals and PubMed Central keep articles in. A group of authors (collab) and somebody whose name is
# one text (string-name) are not there for jats 0.2.2 for Python. jats-xml 1.1.1 for JavaScript (frontmatter, of which MyST makes pages) has a
# person with a blank for a name in the place of the group, and leaves the other out. A family name of two words it takes apart again after
# it was given in an element of its own: Anna Le Goff is of the family Goff. A Chinese name comes out with the family last, though the
# element says in which order it is (name-style="eastern").
# Guess: everybody is there, with the names as they stand in elements that say which is which.
# For Colophon: lib/metadata/files/parts/jats.ts reads all of these, and the names of one author in several scripts, of which it takes the
# one in the article's language.
source "$(dirname "$0")/../shared/begin.sh"
packages jats-xml@1.1.1
python_packages jats==0.2.2

cat >article.xml <<'XML'
<article><front><article-meta><title-group><article-title>Ferry</article-title></title-group><contrib-group>
<contrib contrib-type="author"><name><surname>Le Goff</surname><given-names>Anna</given-names></name></contrib>
<contrib contrib-type="author"><collab>The Sea Group</collab></contrib>
<contrib contrib-type="author"><name name-style="eastern"><surname>张</surname><given-names>三</given-names></name></contrib>
<contrib contrib-type="author"><string-name>bell hooks</string-name></contrib>
<contrib contrib-type="author"><name><surname>Plato</surname></name></contrib>
</contrib-group></article-meta></front><body><p>The sea.</p></body></article>
XML
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { Jats } from "jats-xml";

for (const { name, nameParsed } of new Jats(readFileSync("article.xml", "utf8")).frontmatter.authors) {
  console.log(`JavaScript: ${JSON.stringify(name)}, family ${nameParsed.family}, given ${nameParsed.given}`);
}
JS
cat >probe.py <<'PY'
from jats import parse_authors
from lxml import etree

for author in parse_authors(etree.parse("article.xml").getroot())[0]:
    print(f"Python: family {author.surname}, given {author.given_names}")
PY
{ node probe.mjs && python/bin/python probe.py; } >seen

compare seen <<'SEEN'
JavaScript: "Anna Le Goff", family Goff, given Anna Le
JavaScript: " ", family undefined, given undefined
JavaScript: "三 张", family 张, given 三
JavaScript: " Plato", family Plato, given undefined
Python: family Le Goff, given Anna
Python: family 张, given 三
Python: family Plato, given 
SEEN
