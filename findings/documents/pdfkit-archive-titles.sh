#!/usr/bin/env bash
# pdfkit 0.20.2, asked for PDF/A (subset: "PDF/A-3b"), writes title, author and subject into the XMP as they are: "Song & Dance" or
# "a < b" makes a document whose XMP is not XML, and which no reader takes for PDF/A. And without pdfVersion there is no XMP at
# all: the option is taken, and nothing says that the document is an ordinary one.
# Guess: what goes into XML is escaped, and the subset chooses the version that it needs.
# For Colophon: a document to be archived is checked after it was written (veraPDF), with a title that has an ampersand.
source "$(dirname "$0")/../shared/begin.sh"
packages pdfkit@0.20.2 saxes@6.0.0

cat >probe.mjs <<'JS'
import { buffer } from "node:stream/consumers";

import PDFDocument from "pdfkit";
import { SaxesParser } from "saxes";

async function xmp(Title, options) {
  const document = new PDFDocument({ subset: "PDF/A-3b", compress: false, info: { Title }, ...options });
  document.end();
  const text = (await buffer(document)).toString();
  return /<x:xmpmeta[^]*<\/x:xmpmeta>/.exec(text)?.[0];
}
function read(text) {
  if (text === undefined) return "no XMP";
  let errors = 0;
  const parser = new SaxesParser();
  parser.on("error", () => (errors += 1));
  parser.write(text).close();
  return errors === 0 ? "XMP that is XML" : "XMP that is not XML";
}
for (const title of ["Sea", "Song & Dance", "a < b"]) console.log(`${title}: ${read(await xmp(title, { pdfVersion: "1.7" }))}`);
console.log(`Sea, without pdfVersion: ${read(await xmp("Sea", {}))}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
Sea: XMP that is XML
Song & Dance: XMP that is not XML
a < b: XMP that is not XML
Sea, without pdfVersion: no XMP
SEEN
