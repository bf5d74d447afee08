#!/usr/bin/env bash
# scitt-cose 0.5.0 and pyscitt 0.10.1 (with pycose 1.1.0) refuse a COSE_Sign1 whose algorithm is -19, Ed25519, as RFC 9864 names it
# since 2025, when it deprecated -8, EdDSA, which says too little. The same key over the same payload with -8 is a yes of both.
# Guess: both are taken, since they are the same signature.
# For Colophon: `certificate export --as cose` writes -8 (lib/certificates/export/cose.ts), until others read -19.
source "$(dirname "$0")/../shared/begin.sh"
command -v python3 >/dev/null || { echo "this finding needs Python, since the packages are Python's"; exit 1; }
python3 -m venv python
pip="python/bin/pip install --quiet --disable-pip-version-check"
$pip scitt-cose==0.5.0 cbor2==5.9.0 cryptography==44.0.3 pycose==1.1.0 httpx==0.28.1 pyjwt==2.15.1 jwcrypto==1.5.8 >&2
$pip --no-deps pyscitt==0.10.1 ccf==6.0.0rc0 >&2

cat >probe.py <<'PY'
import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyscitt.verify import verify_cose_sign1
from scitt_cose import parse_signed_statement

key = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def by_pyscitt(message):
    try:
        verify_cose_sign1(message, pem)
        return "yes"
    except Exception as error:
        return error


for algorithm in (-8, -19):
    headers = cbor2.dumps({1: algorithm, 3: "text/plain", 15: {1: "issuer", 2: "subject"}}, canonical=True)
    signature = key.sign(cbor2.dumps(["Signature1", headers, b"", b"hello"]))
    message = cbor2.dumps(cbor2.CBORTag(18, [headers, {}, b"hello", signature]))
    statement = parse_signed_statement(message, public_key_pem=pem)
    print(f"{algorithm}: scitt-cose: {statement['signature_verified']}, {(statement['unverified'] or statement)['alg']}")
    print(f"{algorithm}: pyscitt: {by_pyscitt(message)}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
-8: scitt-cose: True, EdDSA
-8: pyscitt: yes
-19: scitt-cose: False, -19
-19: pyscitt: Unknown COSE attribute with value: [CoseAlgorithm - -19]
SEEN
