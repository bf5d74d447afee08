#!/usr/bin/env bash
# cose-js 0.9.0 signs what its own page shows, a text: "Important message!". What it writes then is no COSE_Sign1, whose payload is a byte string
# or nothing (RFC 9052, 4.2), but has the text as a text. pycose 1.1.0 refuses it, @auth0/cose 1.0.2 takes it, and so does cose-js itself.
# A statement with no protected header it signs over an empty map where the standard has no bytes at all (section 4.4): for @auth0/cose the
# signature is wrong, for pycose it is right.
# Guess: a text is signed as its bytes in UTF-8, as node:crypto does; an empty header is a matter that the first test of a library meets.
# For Colophon: `certificate export --as cose` has an algorithm in its protected header, and bytes for a payload (lib/certificates/export/cose.ts).
source "$(dirname "$0")/../shared/begin.sh"
packages @auth0/cose@1.0.2 cose-js@0.9.0
python_packages cbor2==5.9.0 pycose==1.1.0

cat >probe.mjs <<'JS'
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";

import { Sign1 } from "@auth0/cose";
import cose from "cose-js";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const { d, x, y } = privateKey.export({ format: "jwk" });
const bytes = (text) => Buffer.from(text, "base64url");
const key = { d: bytes(d), x: bytes(x), y: bytes(y) };
const ES256 = { alg: "ES256" };
const STATEMENTS = {
  "bytes": [{ p: ES256, u: {} }, Buffer.from("a work")],
  "text": [{ p: ES256, u: {} }, "a work"],
  "unprotected": [{ p: {}, u: ES256 }, Buffer.from("a work")],
};
const sayOf = (promise) => promise.then(() => "good", ({ message }) => message);
writeFileSync("key.json", JSON.stringify({ x: key.x.toString("hex"), y: key.y.toString("hex") }));
for (const [name, [headers, payload]] of Object.entries(STATEMENTS)) {
  const signed = await cose.sign.create(headers, payload, { key });
  writeFileSync(`${name}.cose`, signed);
  console.log(`${name}, cose-js: ${await sayOf(cose.sign.verify(signed, { key }))}`);
  console.log(`${name}, @auth0/cose: ${await sayOf((async () => Sign1.decode(signed).verify(publicKey))())}`);
}
JS
cat >probe.py <<'PY'
import json

from pycose.keys import EC2Key
from pycose.keys.curves import P256
from pycose.messages import CoseMessage

point = {name: bytes.fromhex(value) for name, value in json.load(open("key.json")).items()}
for name in ("bytes", "text", "unprotected"):
    try:
        message = CoseMessage.decode(open(f"{name}.cose", "rb").read())
        message.key = EC2Key(crv=P256, **point)
        print(f"{name}, pycose: {'good' if message.verify_signature() else 'not good'}")
    except TypeError as error:
        print(f"{name}, pycose: {error}")
PY
node probe.mjs >seen
python/bin/python probe.py >>seen

compare seen <<'SEEN'
bytes, cose-js: good
bytes, @auth0/cose: good
text, cose-js: good
text, @auth0/cose: good
unprotected, cose-js: good
unprotected, @auth0/cose: signature verification failed
bytes, pycose: good
text, pycose: payload should be of type 'bytes' not <class 'str'>
unprotected, pycose: good
SEEN
