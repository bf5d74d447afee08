#!/usr/bin/env bash
# exifr 7.1.3, the newest there is, reads no picture by its path on Node 26.10.0: it hands the path to FileHandle.stat, which takes
# options there and refuses a text; Node 24.21.0 passes it over. The bytes of the same picture are read on both.
# Guess: what reads a picture on one version of Node reads it on the next, or breaks for bytes and paths alike.
# For Colophon: lib/metadata/files opens the file for exifr, tells it the size, and closes it.
source "$(dirname "$0")/../shared/begin.sh"
packages exifr@7.1.3 node24@npm:node@24.21.0 node26@npm:node@26.10.0

# A JPEG of one pixel by ImageMagick 6.9, described by exiftool 12.57.
base64 -d >iptc.jpg <<'BASE64'
/9j/4AAQSkZJRgABAQAAAQABAAD/7QAuUGhvdG9zaG9wIDMuMAA4QklNBAQAAAAAABEcAgUABUZlcnJ5HAIAAAIABAD/2wBDAAMCAgICAgMCAgIDAwMDBAYE
BAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAA
AAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==
BASE64

cat >probe.cjs <<'JS'
const { readFileSync } = require("node:fs");
const exifr = require("exifr");

const titleIn = (given) =>
  exifr.parse(given, { iptc: true, tiff: false }).then(
    (found) => found?.ObjectName,
    ({ code }) => code,
  );
(async () => {
  const [major] = process.versions.node.split(".");
  console.log(`Node ${major}: by its path ${await titleIn("iptc.jpg")}, its bytes ${await titleIn(readFileSync("iptc.jpg"))}`);
})();
JS
for node in node24 node26; do "node_modules/$node/bin/node" probe.cjs; done >seen

compare seen <<'SEEN'
Node 24: by its path Ferry, its bytes Ferry
Node 26: by its path ERR_INVALID_ARG_TYPE, its bytes Ferry
SEEN
