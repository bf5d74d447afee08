#!/usr/bin/env bash
# A sound mdoc (ISO/IEC 18013-5), checked by a program that does nothing else: verify of pymdoccbor 1.4.0 says False, also of what pymdoccbor
# itself has issued a moment ago in another program. It asks for cryptography.x509 and never imports it; where something else has, the
# issuer's half of the library for one, as in every test that issues and checks, it says True. The reason is in the log alone.
# And what @auth0/mdl 3.0.1 issues as its own page shows, with a key that has no number (kid), has "undefined" for one, at which pymdoccbor throws;
# with a number it is read.
# Guess: a document is sound or not whatever else a program has loaded; a key without a number is left without one.
# For Colophon: its credentials are SD-JWT. Who checks titles as mdoc with this library writes `import cryptography.x509` first.
source "$(dirname "$0")/../shared/begin.sh"
packages @auth0/mdl@3.0.1
python_packages pymdoccbor==1.4.0 cryptography==50.0.2

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out publisher.pem -days 2 -subj /CN=Publisher 2>/dev/null
cat >issue.mjs <<'JS'
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

import { Document, MDoc } from "@auth0/mdl";

const issuerPrivateKey = createPrivateKey(readFileSync("key.pem")).export({ format: "jwk" });
const issuerCertificate = readFileSync("publisher.pem", "utf8");
const deviceKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
for (const kid of [undefined, "key-1"]) {
  const document = await new Document("org.example.work")
    .addIssuerNameSpace("org.example.work", { title: "Ferry" })
    .useDigestAlgorithm("SHA-256")
    .addValidityInfo({ signed: new Date() })
    .addDeviceKeyInfo({ deviceKey })
    .sign({ issuerPrivateKey, issuerCertificate, alg: "ES256", kid });
  writeFileSync(`auth0, ${kid ?? "no number"}.cbor`, new MDoc([document]).encode());
}
JS
cat >issue.py <<'PY'
import logging
import os
import warnings
from datetime import datetime

from pymdoccbor.mdoc.issuer import MdocCborIssuer

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
KEY = {"KTY": "EC2", "CURVE": "P_256", "ALG": "ES256", "D": os.urandom(32), "KID": b"publisher"}
NAMES = ("country_name", "state_or_province_name", "organization_name", "locality_name", "common_name")
CERTIFICATE = {name: "US" for name in NAMES} | {"san_url": "https://example.org"}
CERTIFICATE |= {"not_valid_before": datetime(2026, 1, 1), "not_valid_after": datetime(2036, 1, 1)}
issuer = MdocCborIssuer(private_key=KEY, alg="ES256", cert_info=CERTIFICATE)
validity = {"issuance_date": "2026-01-02", "expiry_date": "2036-01-02"}
issuer.new(doctype="org.example.work", data={"org.example.work": {"title": "Ferry"}}, validity=validity, devicekeyinfo=KEY)
with open("pymdoccbor.cbor", "wb") as file:
    file.write(issuer.dump())
PY
cat >check.py <<'PY'
import logging
import sys
import warnings
from pathlib import Path

from pymdoccbor.mdoc.verifier import MdocCbor

warnings.filterwarnings("ignore")
logging.disable(logging.ERROR)
if sys.argv[1] == "beside":
    import cryptography.x509  # noqa: F401

for path in sorted(Path().glob("*.cbor")):
    document = MdocCbor()
    document.loads(path.read_bytes())
    try:
        print(f"{sys.argv[1]}, {path.stem}: {document.verify()}")
    except ValueError as error:
        print(f"{sys.argv[1]}, {path.stem}: {error}")
PY
node issue.mjs
python/bin/python issue.py
for how in alone beside; do python/bin/python check.py $how; done >seen

compare seen <<'SEEN'
alone, auth0, key-1: False
alone, auth0, no number: KID should be a byte string
alone, pymdoccbor: False
beside, auth0, key-1: True
beside, auth0, no number: KID should be a byte string
beside, pymdoccbor: True
SEEN
