#!/usr/bin/env bash
# cbor-x 1.6.9 writes a whole number beyond 32 bits as a floating-point number, and gives every integer that another program wrote in
# eight bytes back as a BigInt. So a time in milliseconds that cborg 6.1.5 wrote (an integer, as RFC 8949, 4.2.2 prefers) comes
# out of cbor-x as 1700000000000n, on which JSON.stringify and Math throw, though the very same number written by cbor-x itself is
# a number; and 5n takes nine bytes. Times in seconds show nothing of it until 2106.
# Guess: a safe integer is written as an integer and read as a number, however many bytes it took.
# For Colophon: what is signed or hashed is JSON of RFC 8785, which has no two ways for a number. A COSE or C2PA structure that is
# checked by its bytes must be kept as it came, not written again.
source "$(dirname "$0")/../shared/begin.sh"
packages cbor-x@1.6.9 cborg@6.1.5

cat >probe.mjs <<'JS'
import { decode as decodeX, encode as encodeX } from "cbor-x";
import { decode, encode } from "cborg";

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const shown = (value) => `${String(value)} (${typeof value})`;
for (const [label, value] of Object.entries({ seconds: 1_700_000_000, milliseconds: 1_700_000_000_000, five: 5n })) {
  console.log(`${label}: cborg writes ${hex(encode(value))}, cbor-x ${hex(encodeX(value))}`);
  console.log(`  cborg wrote, cbor-x reads ${shown(decodeX(encode(value)))}`);
  console.log(`  cbor-x wrote, cborg reads ${shown(decode(encodeX(value)))}, cbor-x ${shown(decodeX(encodeX(value)))}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
seconds: cborg writes 1a6553f100, cbor-x 1a6553f100
  cborg wrote, cbor-x reads 1700000000 (number)
  cbor-x wrote, cborg reads 1700000000 (number), cbor-x 1700000000 (number)
milliseconds: cborg writes 1b0000018bcfe56800, cbor-x fb4278bcfe56800000
  cborg wrote, cbor-x reads 1700000000000 (bigint)
  cbor-x wrote, cborg reads 1700000000000 (number), cbor-x 1700000000000 (number)
five: cborg writes 05, cbor-x 1b0000000000000005
  cborg wrote, cbor-x reads 5 (number)
  cbor-x wrote, cborg reads 5 (number), cbor-x 5 (bigint)
SEEN
