#!/usr/bin/env bash
# qrcode 1.5.4: a picture that is asked for narrower than its symbol (width: 20) comes out at four pixels a module, 132 here, larger
# than one of width 50 or 100. And a level of error correction that it does not know ("Z", "highest") is M, without an error.
# How large a hash's symbol is depends on the digits that it happens to have: one of digits alone fits where letters do not.
# Guess: an error, or the smallest picture that can be; and an error for a level that is none.
# For Colophon: a certificate's code is drawn as a vector, or its width is read back; the version is fixed to the largest a hash can
# need, so that all certificates look alike.
source "$(dirname "$0")/../shared/begin.sh"
packages qrcode@1.5.4 pngjs@7.0.0

cat >probe.mjs <<'JS'
import { PNG } from "pngjs";
import QRCode from "qrcode";

const TEXT = "https://example.org/w/1";
for (const width of [20, 30, 50, 100]) {
  const picture = PNG.sync.read(await QRCode.toBuffer(TEXT, { width }));
  console.log(`width ${width}: ${picture.width}`);
}
const names = new Map(["L", "M", "Q", "H"].map((name) => [QRCode.create(TEXT, { errorCorrectionLevel: name }).errorCorrectionLevel.bit, name]));
for (const errorCorrectionLevel of ["h", "high", "highest", "Z"]) {
  console.log(`level ${errorCorrectionLevel}: ${names.get(QRCode.create(TEXT, { errorCorrectionLevel }).errorCorrectionLevel.bit)}`);
}
for (const pair of ["12", "ab"]) console.log(`hash of ${pair}: version ${QRCode.create(`0x${pair.repeat(32)}`).version}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
width 20: 132
width 30: 132
width 50: 50
width 100: 100
level h: H
level high: H
level highest: M
level Z: M
hash of 12: version 3
hash of ab: version 5
SEEN
