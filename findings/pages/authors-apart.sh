#!/usr/bin/env bash
# Who wrote a page, by two libraries that read it for archives and readers. Where the authors are named in JSON-LD by reference, and described
# beside the work as its editor is, newspaper4k 0.9.6 names the editor as an author, and Readability 0.6.0 nobody. Two authors in Highwire's meta
# elements, as Google Scholar asks for them ("Le Goff, Anna"), are "Le Goff" to newspaper4k, and nobody to Readability; of two in Dublin Core's
# that has the second alone. A context that is a list of one, as other JSON-LD has it, is none to Readability.
# Guess: all authors, or the first; an editor is none; a comma in a name parts no two people.
# For Colophon: lib/metadata/files/parts/json-ld.ts follows references and takes who is the author; formats/html.ts takes each meta element whole.
source "$(dirname "$0")/../shared/begin.sh"
packages @mozilla/readability@0.6.0 jsdom@24.1.3
python_packages newspaper4k==0.9.6

cat >write.py <<'PY'
import json

PEOPLE = [{"@type": "Person", "@id": f"#{name[0]}", "name": name} for name in ("Anna Le Goff", "Bo Li", "Ed Itor")]
TEXT = "<p>A long text about a ferry, with commas, that goes on, and on, until there are words enough for an article.</p>" * 40


def page(name, authors, context="https://schema.org", beside=(), head=""):
    article = {"@type": "Article", "headline": "Ferry", "author": authors, "editor": {"@id": "#E"}}
    data = json.dumps({"@context": context, "@graph": [article, *beside]} if beside else {"@context": context, **article})
    script = f'<script type="application/ld+json">{data}</script>' if authors else ""
    with open(f"{name}.html", "w") as file:
        file.write(f"<!doctype html><html lang=en><head><title>Ferry</title>{head}{script}</head><body><article>{TEXT}</article></body></html>")


def metas(name):
    return "".join(f'<meta name="{name}" content="{author}">' for author in ("Le Goff, Anna", "Li, Bo"))


page("one", PEOPLE[0])
page("two", PEOPLE[:2])
page("a context in a list", PEOPLE[0], context=["https://schema.org"])
page("by reference", [{"@id": "#A"}, {"@id": "#B"}], beside=PEOPLE)
page("Highwire", None, head=metas("citation_author"))
page("Dublin Core", None, head=metas("DC.creator"))
PY
cat >read.py <<'PY'
import glob
import logging

from newspaper import Article

logging.disable()
for name in sorted(glob.glob("*.html")):
    html = open(name).read()
    article = Article("https://example.org/ferry")
    article.download(input_html=html)
    article.parse()
    print(f"{name[:-5]}, newspaper4k: {'; '.join(article.authors) or None}")
PY
cat >read.mjs <<'JS'
import { readdirSync, readFileSync } from "node:fs";

import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";

const url = "https://example.org/ferry";
for (const name of readdirSync(".").filter((name) => name.endsWith(".html"))) {
  const html = readFileSync(name, "utf8");
  const { byline } = new Readability(new JSDOM(html, { url }).window.document).parse();
  console.log(`${name.slice(0, -5)}, Readability: ${byline}`);
}
JS
python/bin/python write.py
{ python/bin/python -W ignore read.py && node read.mjs; } | LC_ALL=C sort >seen

compare seen <<'SEEN'
Dublin Core, Readability: Li, Bo
Dublin Core, newspaper4k: Le Goff
Highwire, Readability: null
Highwire, newspaper4k: Le Goff
a context in a list, Readability: null
a context in a list, newspaper4k: Anna Le Goff
by reference, Readability: null
by reference, newspaper4k: Anna Le Goff; Bo Li; Ed Itor
one, Readability: Anna Le Goff
one, newspaper4k: Anna Le Goff
two, Readability: Anna Le Goff, Bo Li
two, newspaper4k: Anna Le Goff; Bo Li
SEEN
