#!/usr/bin/env bash
# epub2 3.0.2 reads an EPUB 3 with an author and an illustrator: the creator is the first, and the role the last one's, so that the author is
# the illustrator ("ill"). What refines a name, a title or an identifier loses whom it refines, and of several the last counts.
# The second creator, the rights and both identifiers, the ISBN as well, are not there at all.
# Guess: all creators, each with a role, or the first with its own; an identifier, and the rights.
# For Colophon: lib/metadata/files reads the package itself. Who fills a registration's sidecar with this library names one claimant too
# few, with another's role.
source "$(dirname "$0")/../shared/begin.sh"
packages epub2@3.0.2 fflate@0.8.3

cat >probe.cjs <<'JS'
const { writeFileSync } = require("node:fs");
const { EPub } = require("epub2");
const { strToU8, zipSync } = require("fflate");

const CONTAINER = `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;
const PACKAGE = `<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">urn:uuid:0b3f3e0e-7d0b-4b6e-8d52-0f2f6d0a9c11</dc:identifier>
<dc:identifier id="isbn">urn:isbn:9783161484100</dc:identifier>
<dc:title>A Ferry at Dusk</dc:title><dc:language>en</dc:language><dc:rights>Anna Le Goff, 2026</dc:rights>
<dc:creator id="one">Anna Le Goff</dc:creator><meta refines="#one" property="role" scheme="marc:relators">aut</meta>
<dc:creator id="two">Bo Li</dc:creator><meta refines="#two" property="role" scheme="marc:relators">ill</meta>
<meta property="dcterms:modified">2026-01-02T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="nav"/></spine></package>`;
const NAV = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>
<title>Contents</title></head><body><nav epub:type="toc"><ol><li><a href="nav.xhtml">Contents</a></li></ol></nav></body></html>`;
const files = { mimetype: "application/epub+zip", "META-INF/container.xml": CONTAINER, "book.opf": PACKAGE, "nav.xhtml": NAV };
writeFileSync("book.epub", zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));

void EPub.createAsync("book.epub").then(({ metadata }) => {
  for (const [name, value] of Object.entries(metadata)) console.log(`${name}: ${value}`);
});
JS
node probe.cjs >seen

compare seen <<'SEEN'
title: A Ferry at Dusk
language: en
creator: Anna Le Goff
creatorFileAs: Anna Le Goff
role: ill
dcterms:modified: 2026-01-02T00:00:00Z
SEEN
