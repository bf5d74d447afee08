#!/usr/bin/env bash
# @citation-js/core 0.8.2 with plugin-bibtex 0.8.2: "and others", by which BibTeX says that there are more authors, is read as an
# author whose family name is "others", and is written as one, in braces, which makes a name of it for every reader. A body in
# braces, {Acme Inc.}, is read as a person with a family name only, though CSL has "literal" for it; a literal of CSL that goes
# through BibTeX comes back as a person, and through RIS (plugin-ris 0.8.2) as a literal.
# Guess: others is left away or marked, and what stands in braces is a literal, as it is written from one.
# For Colophon: authors come from the sidecar or the file, never from BibTeX. A list of claimants that was made with this library
# may name a person called Others.
source "$(dirname "$0")/../shared/begin.sh"
packages @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 @citation-js/plugin-ris@0.8.2

cat >probe.mjs <<'JS'
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";

const authors = (data) => JSON.stringify(new Cite(data).data[0].author);
const entry = "@book{a, title = {T}, year = {2020}, author = {Li, Ming and {Acme Inc.} and others}}";
console.log("read:", authors(entry));
console.log("written:", /author = .*/.exec(new Cite(entry).format("bibtex"))[0]);
const body = { author: [{ literal: "Acme Inc." }], id: "b", title: "T", type: "book" };
for (const format of ["bibtex", "biblatex", "ris"]) console.log(`a literal through ${format}:`, authors(new Cite(body).format(format)));
JS
node probe.mjs >seen

compare seen <<'SEEN'
read: [{"given":"Ming","family":"Li"},{"family":"Acme Inc."},{"family":"others"}]
written: author = {Li, Ming and {Acme Inc.} and {others}},
a literal through bibtex: [{"family":"Acme Inc."}]
a literal through biblatex: [{"family":"Acme Inc."}]
a literal through ris: [{"literal":"Acme Inc."}]
SEEN
