#!/usr/bin/env bash
# A key for signing as browsers and Node write it (Web Crypto, exportKey to JWK) says what it may do: "key_ops": ["sign"]. What Python makes of
# it to publish, export_public of jwcrypto 1.6.1 and as_dict(private=False) of joserfc 1.8.0, is a public key that may sign and may not verify.
# Both sign with the private one, and then neither finds its own signature good, nor does jose 6.2.18: "Verification failed", as for
# a forged one, in jwcrypto. Web Crypto itself writes ["verify"] into the public half. A key for both, ["sign", "verify"], is
# good in Python and an error in jose.
# Guess: the public half of a key may verify, or says nothing of it.
# For Colophon: keys of credentials are written without key_ops (lib/credentials/keys.ts). Who publishes others' keys by Python takes the
# member out first.
source "$(dirname "$0")/../shared/begin.sh"
packages jose@6.2.18
python_packages joserfc==1.8.0 jwcrypto==1.6.1

cat >make.mjs <<'JS'
import { writeFileSync } from "node:fs";

const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
const [key, open] = await Promise.all([privateKey, publicKey].map((half) => crypto.subtle.exportKey("jwk", half)));
console.log(`Web Crypto: private ${JSON.stringify(key.key_ops)}, public ${JSON.stringify(open.key_ops)}`);
writeFileSync("key.json", JSON.stringify(key));
JS
cat >probe.py <<'PY'
import json

from joserfc import jwk as rfc_jwk
from joserfc import jws as rfc_jws
from joserfc.errors import JoseError
from jwcrypto import jwk, jws
from jwcrypto.common import JWException

KEY = json.load(open("key.json"))
PROTECTED = {"alg": "ES256"}
for number, operations in enumerate((["sign"], ["sign", "verify"], None)):
    key = {**KEY, "key_ops": operations}
    if operations is None:
        del key["key_ops"]
    print(f"the key says {json.dumps(operations)}:")

    private = jwk.JWK(**key)
    token = jws.JWS("a work")
    token.add_signature(private, None, json.dumps(PROTECTED), None)
    open_key = private.export_public(as_dict=True)
    try:
        jws.JWS.from_jose_token(token.serialize(compact=True)).verify(jwk.JWK(**open_key))
        said = "good"
    except JWException as error:
        said = str(error).split(" for")[0]
    print(f"  jwcrypto: public {json.dumps(open_key.get('key_ops'))}, own signature: {said}")

    private = rfc_jwk.ECKey.import_key(key)
    signed = rfc_jws.serialize_compact(PROTECTED, "a work", private)
    open_key = private.as_dict(private=False)
    try:
        rfc_jws.deserialize_compact(signed, rfc_jwk.ECKey.import_key(open_key), algorithms=["ES256"])
        said = "good"
    except JoseError as error:
        said = error.error
    print(f"  joserfc: public {json.dumps(open_key.get('key_ops'))}, own signature: {said}")
    json.dump({"signed": signed, "key": open_key, "operations": operations}, open(f"{number}.json", "w"))
PY
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { compactVerify, importJWK } from "jose";

for (const number of [0, 1, 2]) {
  const { signed, key, operations } = JSON.parse(readFileSync(`${number}.json`, "utf8"));
  const verify = async () => compactVerify(signed, await importJWK(key, "ES256"));
  const said = await verify().then(() => "good", (error) => error.message);
  console.log(`jose, of ${JSON.stringify(operations)}: ${said}`);
}
JS
node make.mjs >seen
python/bin/python probe.py >>seen
node probe.mjs >>seen

compare seen <<'SEEN'
Web Crypto: private ["sign"], public ["verify"]
the key says ["sign"]:
  jwcrypto: public ["sign"], own signature: Verification failed
  joserfc: public ["sign"], own signature: unsupported_key_operation
the key says ["sign", "verify"]:
  jwcrypto: public ["sign", "verify"], own signature: good
  joserfc: public ["sign", "verify"], own signature: good
the key says null:
  jwcrypto: public null, own signature: good
  joserfc: public null, own signature: good
jose, of ["sign"]: Unsupported key usage for a ECDSA key
jose, of ["sign","verify"]: Unsupported key usage for a ECDSA key
jose, of null: good
SEEN
