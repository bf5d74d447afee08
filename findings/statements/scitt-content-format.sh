#!/usr/bin/env bash
# scitt-cose 0.5.0 says None of the content type of a statement that has it as a number of CoAP's registry, as RFC 9052 (section 3.1,
# "tstr / uint") allows beside a text: 50 is application/json. The signature is found good, and the number is nowhere in the answer.
# Guess: 50, or "application/json".
# For Colophon: `certificate export --as cose` writes the media type as text (lib/certificates/export/cose.ts).
source "$(dirname "$0")/../shared/begin.sh"
python_packages scitt-cose==0.5.0 cbor2==5.9.0 cryptography==44.0.3

cat >probe.py <<'PY'
import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from scitt_cose import parse_signed_statement

key = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
for content_type in ("application/json", 50):
    headers = cbor2.dumps({1: -8, 3: content_type, 15: {1: "issuer", 2: "subject"}}, canonical=True)
    signature = key.sign(cbor2.dumps(["Signature1", headers, b"", b"{}"]))
    message = cbor2.dumps(cbor2.CBORTag(18, [headers, {}, b"{}", signature]))
    statement = parse_signed_statement(message, public_key_pem=pem)
    print(f"{content_type}: {statement['signature_verified']}, {statement['content_type']}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
application/json: True, application/json
50: True, None
SEEN
