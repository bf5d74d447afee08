#!/usr/bin/env bash
# fast-xml-parser 5.12.1 makes numbers of the text of elements, of that of a CDATA section as well, and of digits with a comment
# between them: an ISNI of ONIX loses its zeros unless it happens to end with X, an order number 1E5 is 100000, the version 10.10
# is 10.1, a telephone number loses its plus. More than 16 digits are left alone, and so is every attribute, so that one
# identifier has two types in one file.
# Guess: 007 and 1E5 stay text, since the number would not be written that way again; CDATA is text.
# For Colophon: sax and htmlparser2, which read metadata here, give text. Whoever reads ONIX or JATS with this library turns
# parseTagValue off, and loses nothing.
source "$(dirname "$0")/../shared/begin.sh"
packages fast-xml-parser@5.12.1

cat >probe.mjs <<'JS'
import { XMLParser } from "fast-xml-parser";

const shown = (options, xml) => JSON.stringify(new XMLParser(options).parse(xml).a);
const identifiers = ["0000000121032683", "000000012103268X", "1E5", "10.10", "+49301234", "0x1f", "12345678901234567"];
const texts = [...identifiers, "<![CDATA[007]]>", "1<!-- -->2"];
for (const text of texts) {
  const xml = `<a>${text}</a>`;
  console.log(`${text}: ${shown({}, xml)}, with parseTagValue off ${shown({ parseTagValue: false }, xml)}`);
}
console.log("attribute:", shown({ ignoreAttributes: false }, '<a isni="0000000121032683">0000000121032683</a>'));
JS
node probe.mjs >seen

compare seen <<'SEEN'
0000000121032683: 121032683, with parseTagValue off "0000000121032683"
000000012103268X: "000000012103268X", with parseTagValue off "000000012103268X"
1E5: 100000, with parseTagValue off "1E5"
10.10: 10.1, with parseTagValue off "10.10"
+49301234: 49301234, with parseTagValue off "+49301234"
0x1f: 31, with parseTagValue off "0x1f"
12345678901234567: "12345678901234567", with parseTagValue off "12345678901234567"
<![CDATA[007]]>: 7, with parseTagValue off "007"
1<!-- -->2: 12, with parseTagValue off "12"
attribute: {"#text":121032683,"@_isni":"0000000121032683"}
SEEN
