#!/usr/bin/env bash
# pdf-lib 1.17.1: a page with a filled field, copied into another document by copyPages (the way to join PDFs). The new document has
# the box on its page, with what it showed, and no form: getForm().getFields() is empty, and pdf.js 5 finds no field objects.
# Guess: fields come with the page that shows them; at least they are refused.
# For Colophon: a certificate that is a form must be flattened before it is bound with others, or its values can be seen and not
# read. Text of a PDF is read from its pages here.
source "$(dirname "$0")/../shared/begin.sh"
packages pdf-lib@1.17.1 unpdf@1.4.0

cat >probe.mjs <<'JS'
import { PDFDocument } from "pdf-lib";
import { getDocumentProxy } from "unpdf";

const form = await PDFDocument.create();
const field = form.getForm().createTextField("work.title");
field.setText("The sea");
field.addToPage(form.addPage());
const source = await PDFDocument.load(await form.save());
const joined = await PDFDocument.create();
for (const page of await joined.copyPages(source, [0])) joined.addPage(page);

for (const [label, document] of Object.entries({ source, joined })) {
  const fields = document.getForm().getFields().map((one) => `${one.getName()} = ${one.getText()}`);
  const shown = await getDocumentProxy(await document.save());
  const objects = Object.keys((await shown.getFieldObjects()) ?? {});
  const annotations = await (await shown.getPage(1)).getAnnotations();
  const widgets = annotations.map(({ fieldName, fieldValue }) => `${fieldName} = ${fieldValue}`);
  console.log(`${label}: pdf-lib [${fields}], field objects of pdf.js [${objects}], on the page [${widgets}]`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
source: pdf-lib [work.title = The sea], field objects of pdf.js [work,work.title], on the page [work.title = The sea]
joined: pdf-lib [], field objects of pdf.js [], on the page [work.title = The sea]
SEEN
