#!/usr/bin/env bash
# A QR code of a link that has a letter beyond ASCII. segno 1.6.6 tries Latin-1, then Shift JIS, then UTF-8, and takes the first that has
# all the letters; which one it was the symbol does not say. jsQR 1.4.0, which takes bytes for UTF-8, finds such a symbol and gives the
# empty text, and @zxing/library 0.21.3 finds nothing for the é. The link with 龘, which Shift JIS does not have, is UTF-8 and can be
# read by both; so can all that qrcode 1.5.4 makes, and what segno makes with encoding="utf-8".
# Guess: a letter beyond ASCII is UTF-8, as in every link, or the symbol says what it is (ECI).
# For Colophon: what it prints as a code is ASCII: a hash and the address of a page. Titles do not go into a code.
source "$(dirname "$0")/../shared/begin.sh"
packages @zxing/library@0.21.3 jsqr@1.4.0 pngjs@7.0.0 qrcode@1.5.4
python_packages segno==1.6.6

cat >links.json <<'JSON'
["https://press.example/ferry", "https://press.example/é", "https://press.example/渡", "https://press.example/龘"]
JSON
cat >draw.py <<'PY'
import json

import segno

for number, link in enumerate(json.load(open("links.json", encoding="utf-8"))):
    segno.make_qr(link).save(f"plain-{number}.png", scale=8)
    segno.make_qr(link, encoding="utf-8").save(f"utf-8-{number}.png", scale=8)
PY
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";
import { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from "@zxing/library";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import QRCode from "qrcode";

const zxing = (gray, width, height) => {
  try {
    const source = new RGBLuminanceSource(gray, width, height);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  } catch {
    return undefined;
  }
};
for (const [number, link] of JSON.parse(readFileSync("links.json", "utf8")).entries()) {
  const symbols = {
    segno: readFileSync(`plain-${number}.png`),
    "segno, utf-8": readFileSync(`utf-8-${number}.png`),
    qrcode: await QRCode.toBuffer(link, { scale: 8 }),
  };
  for (const [maker, symbol] of Object.entries(symbols)) {
    const { width, height, data } = PNG.sync.read(symbol);
    const read = jsQR(new Uint8ClampedArray(data), width, height)?.data;
    const gray = new Uint8ClampedArray(width * height).map((_, i) => data[4 * i]);
    const said = (text) => (text === link ? "the link" : text === undefined ? "nothing" : JSON.stringify(text));
    console.log(`${link} by ${maker}: jsQR reads ${said(read)}, zxing ${said(zxing(gray, width, height))}`);
  }
}
JS
python/bin/python draw.py
node probe.mjs >seen

compare seen <<'SEEN'
https://press.example/ferry by segno: jsQR reads the link, zxing the link
https://press.example/ferry by segno, utf-8: jsQR reads the link, zxing the link
https://press.example/ferry by qrcode: jsQR reads the link, zxing the link
https://press.example/é by segno: jsQR reads "", zxing nothing
https://press.example/é by segno, utf-8: jsQR reads the link, zxing the link
https://press.example/é by qrcode: jsQR reads the link, zxing the link
https://press.example/渡 by segno: jsQR reads "", zxing the link
https://press.example/渡 by segno, utf-8: jsQR reads the link, zxing the link
https://press.example/渡 by qrcode: jsQR reads the link, zxing the link
https://press.example/龘 by segno: jsQR reads the link, zxing the link
https://press.example/龘 by segno, utf-8: jsQR reads the link, zxing the link
https://press.example/龘 by qrcode: jsQR reads the link, zxing the link
SEEN
