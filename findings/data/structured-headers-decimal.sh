#!/usr/bin/env bash
# structured-headers 2.1.0 reads 1.0 as the number 1 and writes 1: a decimal has become an integer, which RFC 9651 has as two types
# ("1.0" is how it writes the decimal). HTTP Message Signatures (RFC 9421) are made over a field that is read and written again
# where "sf" is asked for, so the bytes that this library would sign are not those that another one checks; 0.5 shows nothing.
# Guess: what is read is written as the same type, as with tokens, texts, dates and bytes, which have classes of their own.
# For Colophon: nothing here signs HTTP fields. Whoever carries evidence by such signatures leaves "sf" away or keeps to integers.
source "$(dirname "$0")/../shared/begin.sh"
packages structured-headers@2.1.0

cat >probe.mjs <<'JS'
import { parseItem, serializeItem } from "structured-headers";

for (const text of ["1.0", "0.0", "-2.0", "0.5", "1", "abc", '"abc"', "@1659578233", ":aGVsbG8=:", "?1"]) {
  const again = serializeItem(parseItem(text));
  console.log(`${text}: ${again === text ? "the same" : again}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
1.0: 1
0.0: 0
-2.0: -2
0.5: the same
1: the same
abc: the same
"abc": the same
@1659578233: the same
:aGVsbG8=:: the same
?1: the same
SEEN
