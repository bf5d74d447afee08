#!/usr/bin/env bash
# pdfkit 0.20.2: two files attached under one name. The second takes the place of the first in the document's list of names, which
# is where readers look (pdf.js, @cantoo/pdf-lib 2.11.1), while the bytes of both are in the document, and the list of associated
# files (/AF), which PDF/A-3 is about, has both.
# Guess: both can be seen, as PDF allows, or the second is an error.
# For Colophon: files that go into a document need names of their own (a work's file is often "cover.jpg"); whoever checks a document
# counts what /AF has, not only what has a name.
source "$(dirname "$0")/../shared/begin.sh"
packages pdfkit@0.20.2 @cantoo/pdf-lib@2.11.1 unpdf@1.6.2

cat >probe.mjs <<'JS'
import { buffer } from "node:stream/consumers";

import { PDFArray, PDFDocument as Reader, PDFName } from "@cantoo/pdf-lib";
import PDFDocument from "pdfkit";
import { getDocumentProxy } from "unpdf";

const document = new PDFDocument({ pdfVersion: "1.7" });
for (const text of ["the first", "the second"]) document.file(Buffer.from(text), { name: "cover.txt" });
document.end();
const bytes = await buffer(document);
const read = await Reader.load(bytes);
const shown = ({ name, filename, data, content }) => `${name ?? filename} "${Buffer.from(data ?? content)}"`;
const proxy = await getDocumentProxy(new Uint8Array(bytes));
console.log("pdf-lib:", read.getAttachments().map(shown).join(", "));
console.log("pdf.js:", Object.values(await proxy.getAttachments()).map(shown).join(", "));
console.log("associated files:", read.catalog.lookup(PDFName.of("AF"), PDFArray).size());
JS
node probe.mjs >seen

compare seen <<'SEEN'
pdf-lib: cover.txt "the second"
pdf.js: cover.txt "the second"
associated files: 2
SEEN
