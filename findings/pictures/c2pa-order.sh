#!/usr/bin/env bash
# What a publisher says about a picture, signed into it by c2pa-python 0.38.1 (C2PA, c2pa-rs 0.91). The members of an assertion that is kept as
# JSON, as schema.org's CreativeWork and cawg.metadata, come out in an order of chance, another one each time; those of an assertion of one's
# own, which is kept as CBOR, in that of their names. And the hash of every assertion, in the claim, is another one each time as well, also
# where the order is the same: each box has a salt of its own (c2sh). So two pictures of one series cannot be told to say the same by
# comparing bytes or hashes, and a hash out of a claim names the statement of that one file only.
# Guess: members stay in the order in which they were given, in both; the hash is that of the words, as the specification's "hashed URI".
# For Colophon: its metadata are canonical (RFC 8785) before they are hashed, and the hash of a work is that of the whole file. Who compares
# what pictures say compares the members, not the hashes.
source "$(dirname "$0")/../shared/begin.sh"
command -v openssl >/dev/null || { echo "this finding needs OpenSSL, for the certificate that signs"; exit 1; }
python_packages c2pa-python==0.38.1 pillow==13.0.0

cat >names.cnf <<'CNF'
[req]
distinguished_name = name
prompt = no
[name]
CN = Press
O = Press
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, emailProtection
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CNF
{
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=CA/O=CA -config names.cnf -extensions authority
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout signer.key -out signer.csr -config names.cnf
  openssl x509 -req -in signer.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -extfile names.cnf -extensions signer -out signer.pem
} 2>/dev/null
cat signer.pem ca.pem >chain.pem

cat >probe.py <<'PY'
import io
import json

import c2pa
from PIL import Image

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
CREATED = {"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": SOURCE}]}}
WORDS = {"name": "Ferry", "license": "https://example.org/l", "creditText": "Press", "inLanguage": "en", "genre": "photo", "about": "sea"}
SCHEMA = {"@context": "https://schema.org", "@type": "CreativeWork", **WORDS}
METADATA = {"@context": {"dc": "http://purl.org/dc/elements/1.1/"}, **{f"dc:{name}": word for name, word in WORDS.items()}}
SAID = {"stds.schema-org.CreativeWork": SCHEMA, "cawg.metadata": METADATA, "org.example.words": WORDS}
ASSERTIONS = [CREATED, *({"label": label, "data": data} for label, data in SAID.items())]

chain, key = open("chain.pem", "rb").read(), open("signer.key", "rb").read()
signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=key, ta_url=None))
picture = io.BytesIO()
Image.new("RGB", (8, 8)).save(picture, "PNG")

orders = {label: set() for label in SAID}
hashes = {label: set() for label in SAID}
for _ in range(8):
    signed = io.BytesIO()
    builder = c2pa.Builder({"claim_generator_info": [{"name": "probe", "version": "1"}], "assertions": ASSERTIONS})
    builder.sign(signer, "image/png", io.BytesIO(picture.getvalue()), signed)
    reader = c2pa.Reader("image/png", io.BytesIO(signed.getvalue()))
    store, details = json.loads(reader.json()), json.loads(reader.detailed_json())
    for assertion in store["manifests"][store["active_manifest"]]["assertions"]:
        if assertion["label"] in orders:
            orders[assertion["label"]].add(tuple(assertion["data"]))
    claim = details["manifests"][details["active_manifest"]]["claim"]
    for reference in claim["created_assertions"] + claim.get("gathered_assertions", []):
        label = reference["url"].rsplit("/", 1)[1]
        if label in hashes:
            hashes[label].add(str(reference["hash"]))
print(f"boxes with a salt: {'some' if b'c2sh' in signed.getvalue() else 'none'}")
for label, found in orders.items():
    given = tuple(SAID[label])
    kinds = "as given" if found == {given} else "by name" if found == {tuple(sorted(given))} else "one order" if len(found) == 1 else "several orders"
    print(f"{label}, signed eight times: {kinds}, {'one hash' if len(hashes[label]) == 1 else 'several hashes' if hashes[label] else 'none'}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
boxes with a salt: some
stds.schema-org.CreativeWork, signed eight times: several orders, several hashes
cawg.metadata, signed eight times: several orders, several hashes
org.example.words, signed eight times: by name, several hashes
SEEN
