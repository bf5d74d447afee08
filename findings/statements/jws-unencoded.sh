#!/usr/bin/env bash
# A JWS whose payload is not encoded (RFC 7797, "b64": false, which JAdES allows too): the text "a work", signed by five
# libraries. go-jose 4.1.9 signs the text and then writes it in base64url all the same, as JSON and in the compact form, and reads nothing
# else: what jose 6.2.18, jwx 3.4.0, joserfc 1.8.0 and jwcrypto 1.6.1 sign is "illegal base64" to it, and what it signs is a wrong signature
# to them. jwcrypto is on one side in JSON and on the other in the compact form, where it decodes the payload, reads go-jose's and refuses
# its own. And jose leaves the payload out: the member is there, and is the empty text. Only without the payload (detached) all agree,
# but for joserfc, which cannot sign a file that is no UTF-8, though it verifies one.
# Guess: the option has one reading, that of the standard's own example (section 4.2); detached bytes may be any.
# For Colophon: no JWS of it has the option (SD-JWT has none). Who gets a work signed so verifies it detached, against the file.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, since two of the libraries are modules of it"; exit 1; }
packages jose@6.2.18
python_packages joserfc==1.8.0 jwcrypto==1.6.1

cat >make.mjs <<'JS'
import { writeFileSync } from "node:fs";

import { FlattenedSign, exportJWK, generateKeyPair } from "jose";

const { privateKey } = await generateKeyPair("ES256", { extractable: true });
writeFileSync("key.json", JSON.stringify(await exportJWK(privateKey)));
const header = { alg: "ES256", b64: false, crit: ["b64"] };
const sign = (bytes) => new FlattenedSign(bytes).setProtectedHeader(header).sign(privateKey);
const jws = await sign(new TextEncoder().encode("a work"));
console.log(`jose: the payload it writes is ${JSON.stringify(jws.payload)}`);
writeFileSync("jose.json", JSON.stringify({ ...jws, payload: "a work" }));
const file = await sign(Uint8Array.of(0xff, 0xd8));
writeFileSync("detached.compact", `${file.protected}..${file.signature}`);
JS
cat >make.py <<'PY'
import json

from joserfc import jwk as rfc_jwk
from joserfc import jws as rfc_jws
from jwcrypto import jwk, jws

KEY = json.load(open("key.json"))
HEADER = {"alg": "ES256", "b64": False, "crit": ["b64"]}
key = rfc_jwk.ECKey.import_key(KEY)
json.dump(rfc_jws.serialize_json({"protected": HEADER}, "a work", key), open("joserfc.json", "w"))
token = jws.JWS("a work")
token.add_signature(jwk.JWK(**KEY), None, json.dumps(HEADER), None)
open("jwcrypto.json", "w").write(token.serialize())
open("jwcrypto.compact", "w").write(token.serialize(compact=True))
try:
    rfc_jws.serialize_compact(HEADER, b"\xff\xd8", key)
    print("joserfc: signs the bytes of a file, detached")
except UnicodeDecodeError as error:
    print(f"joserfc: does not sign the bytes of a file, detached: {error.reason}")
PY
mkdir gojose
cat >gojose/main.go <<'GO'
package main

import (
	"crypto/ecdsa"
	"encoding/json"
	"fmt"
	"os"

	jose "github.com/go-jose/go-jose/v4"
	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jws"
)

func main() {
	var jwk jose.JSONWebKey
	bytes, _ := os.ReadFile("../key.json")
	if err := json.Unmarshal(bytes, &jwk); err != nil {
		panic(err)
	}
	key := jwk.Key.(*ecdsa.PrivateKey)
	if len(os.Args) == 1 {
		signer, _ := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: key}, (&jose.SignerOptions{}).WithBase64(false))
		token, _ := signer.Sign([]byte("a work"))
		compact, _ := token.CompactSerialize()
		os.WriteFile("../go-jose.json", []byte(token.FullSerialize()), 0o644)
		os.WriteFile("../go-jose.compact", []byte(compact), 0o644)
		headers := jws.NewHeaders()
		headers.Set("b64", false)
		headers.Set("crit", []string{"b64"})
		withKey := jws.WithKey(jwa.ES256(), key, jws.WithProtectedHeaders(headers))
		json, _ := jws.Sign([]byte("a work"), jws.WithJSON(), withKey)
		dotted, _ := jws.Sign([]byte("a work"), withKey)
		os.WriteFile("../jwx.json", json, 0o644)
		os.WriteFile("../jwx.compact", dotted, 0o644)
		return
	}
	say := func(name string, read []byte, err error) {
		if err == nil {
			fmt.Printf("%s reads %s: %q\n", name, os.Args[1], read)
		} else {
			fmt.Printf("%s reads %s: no\n", name, os.Args[1])
		}
	}
	token, _ := os.ReadFile("../" + os.Args[1])
	if os.Args[1] == "detached.compact" {
		file := []byte{0xff, 0xd8}
		read, err := jws.Verify(token, jws.WithKey(jwa.ES256(), key.Public()), jws.WithDetachedPayload(file))
		say("jwx", read, err)
		parsed, err := jose.ParseDetached(string(token), file, []jose.SignatureAlgorithm{jose.ES256})
		if err == nil {
			read, err = parsed.Verify(key.Public())
		}
		say("go-jose", read, err)
		return
	}
	read, err := jws.Verify(token, jws.WithKey(jwa.ES256(), key.Public()))
	say("jwx", read, err)
	parsed, err := jose.ParseSigned(string(token), []jose.SignatureAlgorithm{jose.ES256})
	if err == nil {
		read, err = parsed.Verify(key.Public())
	}
	say("go-jose", read, err)
}
GO
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";

import { compactVerify, flattenedVerify, importJWK } from "jose";

const { d, ...open } = JSON.parse(readFileSync("key.json", "utf8"));
const key = await importJWK(open, "ES256");
const name = process.argv[2];
const token = readFileSync(name, "utf8");
const read = async () => {
  if (name === "detached.compact") {
    const [head, , signature] = token.split(".");
    return flattenedVerify({ protected: head, signature, payload: Uint8Array.of(0xff, 0xd8) }, key);
  }
  return name.endsWith(".json") ? flattenedVerify(JSON.parse(token), key) : compactVerify(token, key);
};
const said = await read().then(() => "yes", () => "no");
console.log(`jose reads ${name}: ${said}`);
JS
cat >read.py <<'PY'
import json
import sys

from joserfc import jwk as rfc_jwk
from joserfc import jws as rfc_jws
from jwcrypto import jwk, jws

KEY = json.load(open("key.json"))
NAME = sys.argv[1]
text = open(NAME).read()
FILE = b"\xff\xd8" if NAME == "detached.compact" else None


def joserfc():
    key = rfc_jwk.ECKey.import_key(KEY)
    if NAME.endswith(".json"):
        return rfc_jws.deserialize_json(json.loads(text), key, algorithms=["ES256"])
    return rfc_jws.deserialize_compact(text, key, algorithms=["ES256"], **({"payload": FILE} if FILE else {}))


def jwcrypto():
    token = jws.JWS()
    token.deserialize(text)
    token.verify(jwk.JWK(**KEY), detached_payload=FILE)


for name, read in (("joserfc", joserfc), ("jwcrypto", jwcrypto)):
    try:
        read()
        said = "yes"
    except Exception:
        said = "no"
    print(f"{name} reads {NAME}: {said}")
PY
node make.mjs >seen
python/bin/python make.py >>seen
(cd gojose && go mod init finding && go get github.com/go-jose/go-jose/v4@v4.1.9 github.com/lestrrat-go/jwx/v3@v3.4.0 && go mod tidy && go build -o ../go-program .) >/dev/null 2>&1
(cd gojose && ../go-program)
for token in {jose,jwx,joserfc,jwcrypto,go-jose}.json {jwx,jwcrypto,go-jose,detached}.compact; do
  { node read.mjs "$token"; python/bin/python read.py "$token"; (cd gojose && ../go-program "$token") | sed 's/: "a work"$/: yes/; s/: "\\xff\\xd8"$/: yes/'; } >answers
  paste -sd, answers | sed -E "s/ reads [^:]*//g; s/^/$token: /; s/,/, /g" >>seen
done

compare seen <<'SEEN'
jose: the payload it writes is ""
joserfc: does not sign the bytes of a file, detached: invalid start byte
jose.json: jose: yes, joserfc: yes, jwcrypto: yes, jwx: yes, go-jose: no
jwx.json: jose: yes, joserfc: yes, jwcrypto: yes, jwx: yes, go-jose: no
joserfc.json: jose: yes, joserfc: yes, jwcrypto: yes, jwx: yes, go-jose: no
jwcrypto.json: jose: yes, joserfc: yes, jwcrypto: yes, jwx: yes, go-jose: no
go-jose.json: jose: no, joserfc: no, jwcrypto: no, jwx: no, go-jose: yes
jwx.compact: jose: yes, joserfc: yes, jwcrypto: no, jwx: yes, go-jose: no
jwcrypto.compact: jose: yes, joserfc: yes, jwcrypto: no, jwx: yes, go-jose: no
go-jose.compact: jose: no, joserfc: no, jwcrypto: yes, jwx: no, go-jose: yes
detached.compact: jose: yes, joserfc: yes, jwcrypto: yes, jwx: yes, go-jose: yes
SEEN
