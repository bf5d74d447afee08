#!/usr/bin/env bash
# adm-zip 0.6.1 writes the entries of an archive in the order of their names, also those of an archive that it has only opened. An EPUB
# has to begin with the file "mimetype" (OCF, 4.3), which jszip 3.10.2 puts there when it is added first; after adm-zip it
# is the last of all, and the book is no EPUB for a reader or a check that looks at its first bytes. noSort keeps the order.
# Guess: entries stay where they were, and new ones come last.
# For Colophon: a book is hashed as it came, never written again; one to which a certificate was added by such a program has
# another hash anyway, and may not be known as an EPUB any more.
source "$(dirname "$0")/../shared/begin.sh"
packages adm-zip@0.6.1 jszip@3.10.2

cat >probe.mjs <<'JS'
import AdmZip from "adm-zip";
import JSZip from "jszip";

const type = "application/epub+zip";
const book = new JSZip();
book.file("mimetype", type, { compression: "STORE" });
book.file("META-INF/container.xml", "<container/>");
book.file("EPUB/package.opf", "<package/>");
const bytes = await book.generateAsync({ compression: "DEFLATE", type: "nodebuffer" });
/** OCF: at byte 30 the name of the first entry, at byte 38 what is in it. */
function show(label, archive) {
  const first = archive.toString("latin1", 30, 30 + archive.readUInt16LE(26));
  console.log(`${label}: first ${first}, ${archive.toString("latin1", 38, 58) === type ? "an EPUB" : "no EPUB"}`);
}
show("jszip", bytes);
show("opened and written by adm-zip", new AdmZip(bytes).toBuffer());
show("the same with noSort", new AdmZip(bytes, { noSort: true }).toBuffer());
const more = new AdmZip(bytes);
more.addFile("META-INF/rights.xml", Buffer.from("<rights/>"));
show("with a file more", more.toBuffer());
const files = new AdmZip(more.toBuffer(), { noSort: true }).getEntries().filter((entry) => !entry.isDirectory);
console.log("order:", files.map((entry) => entry.entryName).join(", "));
JS
node probe.mjs >seen

compare seen <<'SEEN'
jszip: first mimetype, an EPUB
opened and written by adm-zip: first EPUB/, no EPUB
the same with noSort: first mimetype, an EPUB
with a file more: first EPUB/, no EPUB
order: EPUB/package.opf, META-INF/container.xml, META-INF/rights.xml, mimetype
SEEN
