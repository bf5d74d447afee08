#!/usr/bin/env bash
# epub-gen-memory 1.1.2 takes an array of authors, and writes one dc:creator for all of them, parted by a comma without a blank;
# a title and the language have an element each. A reader cannot tell it from one person called "Le Goff,Yann".
# Guess: a dc:creator for each author, as EPUB 3 has it (a package may have any number of them).
# For Colophon: the test files are pandoc's, which writes one for each; a name with a comma in a dc:creator stays one name.
source "$(dirname "$0")/../shared/begin.sh"
packages epub-gen-memory@1.1.2 yauzl@3.4.0

cat >probe.cjs <<'JS'
const { text } = require("node:stream/consumers");

const { default: generate } = require("epub-gen-memory");
const { fromBufferPromise } = require("yauzl");

(async () => {
  const options = { title: "The sea", author: ["Ada Kite", "Yann Le Goff"], lang: "en" };
  const zip = await fromBufferPromise(await generate(options, [{ title: "1", content: "<p>Text</p>" }]), { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith(".opf")) continue;
    const opf = await text(await zip.openReadStreamPromise(entry));
    console.log(opf.match(/<dc:creator.*<\/dc:creator>/g).join("\n"));
  }
})();
JS
node probe.cjs >seen

compare seen <<'SEEN'
<dc:creator id="creator">Ada Kite,Yann Le Goff</dc:creator>
SEEN
