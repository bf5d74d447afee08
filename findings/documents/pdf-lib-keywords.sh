#!/usr/bin/env bash
# pdf-lib 1.17.1 takes an array of keywords and joins them with a blank: ["copyright registry", "sea"] is "copyright registry sea"
# for every reader, for getKeywords as well, and nobody can part them again. It has no other way to write them as several.
# Guess: a comma or a semicolon between them, as PDF programs write and part them.
# For Colophon: the keywords of a PDF are one text, which is never parted; a program that binds certificates joins them itself and
# hands over an array of one.
source "$(dirname "$0")/../shared/begin.sh"
packages pdf-lib@1.17.1 unpdf@1.4.0

cat >probe.mjs <<'JS'
import { PDFDocument } from "pdf-lib";
import { getMeta } from "unpdf";

for (const keywords of [["copyright registry", "sea"], ["copyright registry, sea"]]) {
  const document = await PDFDocument.create();
  document.addPage();
  document.setKeywords(keywords);
  const bytes = await document.save();
  const read = (await PDFDocument.load(bytes)).getKeywords();
  console.log(`${JSON.stringify(keywords)}: getKeywords "${read}", pdf.js "${(await getMeta(bytes)).info.Keywords}"`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
["copyright registry","sea"]: getKeywords "copyright registry sea", pdf.js "copyright registry sea"
["copyright registry, sea"]: getKeywords "copyright registry, sea", pdf.js "copyright registry, sea"
SEEN
