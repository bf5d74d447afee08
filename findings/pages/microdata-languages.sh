#!/usr/bin/env bash
# Microdata of a page, read by microdata-rdf-streaming-parser 3.0.0. The language of an element stays when the element has ended, for all that
# follows in the same item: behind a title in Chinese the ISBN, the notice and the keywords are Chinese too, though the page is English
# or says nothing. What comes before the title has the page's. By rdfa-streaming-parser 3.0.2, of the same house, each has its own.
# Guess: lang is of an element and what is in it, as HTML has it.
# For Colophon: lib/metadata/files/formats/html.ts reads no Microdata. In RDF a text with a language is another value than one without: who signs
# or looks up such data, an ISBN as "…"@zh, finds nothing.
source "$(dirname "$0")/../shared/begin.sh"
packages microdata-rdf-streaming-parser@3.0.0 rdfa-streaming-parser@3.0.2

cat >probe.mjs <<'JS'
import { MicrodataRdfParser } from "microdata-rdf-streaming-parser";
import { RdfaParser } from "rdfa-streaming-parser";

const page = (item, term) => `<!doctype html><html lang="en"><body><div ${item}>
<b ${term}="isbn">9783161484100</b><div><h1 ${term}="name" lang="zh">渡船</h1></div>
<p ${term}="copyrightNotice">© Press</p><p ${term}="headline"><i lang="fr">Le bac</i> and more</p><b ${term}="about">boats</b>
</div></body></html>`;
const READERS = {
  Microdata: [MicrodataRdfParser, page('itemscope itemtype="https://schema.org/Book"', "itemprop")],
  RDFa: [RdfaParser, page('vocab="https://schema.org/" typeof="Book"', "property")],
};

for (const [name, [Reader, html]] of Object.entries(READERS)) {
  const reader = new Reader({ baseIRI: "https://example.org/", contentType: "text/html" });
  reader.end(html);
  for await (const { predicate, object } of reader) {
    const term = predicate.value.replace("https://schema.org/", "");
    if (object.termType === "Literal") console.log(`${name}: ${term} ${object.value}, in ${object.language || "no language"}`);
  }
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
Microdata: isbn 9783161484100, in no language
Microdata: name 渡船, in zh
Microdata: copyrightNotice © Press, in zh
Microdata: headline Le bac and more, in fr
Microdata: about boats, in fr
RDFa: isbn 9783161484100, in en
RDFa: name 渡船, in zh
RDFa: copyrightNotice © Press, in en
RDFa: headline Le bac and more, in en
RDFa: about boats, in en
SEEN
