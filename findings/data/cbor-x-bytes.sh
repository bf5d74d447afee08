#!/usr/bin/env bash
# cbor-x 1.6.9 writes a Buffer as a byte string, and a Uint8Array of the same bytes as a typed array (tag 64, RFC 8746), which
# cborg 6.1.5 and @ipld/dag-cbor 10.0.2 refuse: "tag not supported (64)". A digest from node:crypto can be read by everybody, and
# the same digest from Web Crypto, @noble/hashes or ethers by nobody. What cbor-x itself reads back is right both times.
# Guess: bytes are a byte string (major type 2), whichever class holds them.
# For Colophon: digests travel as hex text. Where a format asks for CBOR (COSE, C2PA), tests read with another library than the one
# that wrote.
source "$(dirname "$0")/../shared/begin.sh"
packages cbor-x@1.6.9 cborg@6.1.5 @ipld/dag-cbor@10.0.2

cat >probe.mjs <<'JS'
import { createHash, webcrypto } from "node:crypto";

import * as dagCbor from "@ipld/dag-cbor";
import * as cborX from "cbor-x";
import * as cborg from "cborg";

const text = new TextEncoder().encode("a work");
const digests = {
  "node:crypto": createHash("sha256").update(text).digest(),
  "Web Crypto": new Uint8Array(await webcrypto.subtle.digest("SHA-256", text)),
};
const readers = { cborg: cborg.decode, "dag-cbor": dagCbor.decode, "cbor-x": cborX.decode };
for (const [source, digest] of Object.entries(digests)) {
  const written = cborX.encode(digest);
  console.log(`${source}: begins with ${written.subarray(0, 4).toString("hex")}`);
  for (const [name, decode] of Object.entries(readers)) {
    try {
      console.log(`  ${name} reads ${Buffer.compare(decode(written), digest) === 0 ? "the digest" : "something else"}`);
    } catch (error) {
      console.log(`  ${name}: ${error.message}`);
    }
  }
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
node:crypto: begins with 58208fe0
  cborg reads the digest
  dag-cbor reads the digest
  cbor-x reads the digest
Web Crypto: begins with d8405820
  cborg: CBOR decode error: tag not supported (64)
  dag-cbor: CBOR decode error: tag not supported (64)
  cbor-x reads the digest
SEEN
