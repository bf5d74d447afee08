#!/usr/bin/env bash
# unpdf 1.6.2 (pdf.js 5.6) on Node 20: a PDF that is given whole is read; one that is given piece by piece (PDFDataRangeTransport)
# is a TypeError in onDataRange, "this._rangeReaders.keys(...).find is not a function": iterators have no find before Node 22.
# The package names no version of Node that it needs. unpdf 1.4.0 reads both ways.
# Guess: what reads a document whole reads it in pieces, too.
# For Colophon: unpdf stays at 1.4.0 while Node 20 counts, since a large PDF is not read whole. On Node 22 this shows nothing.
source "$(dirname "$0")/../shared/begin.sh"
if [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 22 ]; then
  echo "needs Node 20" >&2
  exit 1
fi
packages unpdf@1.6.2 older@npm:unpdf@1.4.0 pdfkit@0.17.2

cat >probe.mjs <<'JS'
import { buffer } from "node:stream/consumers";

import PDFDocument from "pdfkit";

const made = new PDFDocument({ info: { Title: "Ferry" } });
const file = buffer(made);
made.end();
const bytes = new Uint8Array(await file);

for (const [version, name] of [["1.6.2", "unpdf"], ["1.4.0", "older"]]) {
  const { getDocument, PDFDataRangeTransport } = await import(`${name}/pdfjs`);
  const titleOf = async (source) => (await (await getDocument(source).promise).getMetadata()).info.Title;
  const pieces = new Promise((resolve, reject) => {
    class Pieces extends PDFDataRangeTransport {
      requestDataRange(begin, end) {
        setImmediate(() => {
          try {
            this.onDataRange(begin, bytes.slice(begin, end));
          } catch (error) {
            reject(error);
          }
        });
      }
    }
    titleOf({ range: new Pieces(bytes.length, new Uint8Array(0)), disableAutoFetch: true, disableStream: true }).then(resolve, reject);
  });
  console.log(version, "whole:", await titleOf({ data: bytes.slice() }));
  console.log(version, "in pieces:", await pieces.catch((error) => `${error.name}: ${error.message}`));
}
process.exit(0);
JS
node probe.mjs >seen

compare seen <<'SEEN'
1.6.2 whole: Ferry
1.6.2 in pieces: TypeError: this._rangeReaders.keys(...).find is not a function
1.4.0 whole: Ferry
1.4.0 in pieces: Ferry
SEEN
