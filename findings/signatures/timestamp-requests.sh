#!/usr/bin/env bash
# A request for a time stamp (RFC 3161) by rfc3161ng 2.1.3, for data and with hashname="sha256": it names SHA-256 and holds the SHA-1 of the data,
# 20 bytes, which OpenSSL's authority refuses; a digest that is handed over is taken as it is. For a file of no bytes it says that no data
# were given. The stamps come back as sound as they went out, but check_timestamp without a hashname takes SHA-1, whatever the stamp itself
# names, and says of a sound one that the imprint is another. rfc3161-client 1.0.9 goes by what the stamp says, and asks for SHA-512.
# Guess: the hash that is named is the one that is made; what checks a stamp reads from it which hash it has.
# For Colophon: docs/certificates.md has the request made by `openssl ts`, and a stamp whose imprint is not named and made by SHA-256 is
# refused (lib/proofs/timestamps/timestamp.ts). Who asks by this library hashes first and hands the digest over.
source "$(dirname "$0")/../shared/begin.sh"
command -v openssl >/dev/null || { echo "this finding needs OpenSSL, which is the authority here"; exit 1; }
python_packages rfc3161-client==1.0.9 rfc3161ng==2.1.3 setuptools==75.8.0

cat >authority.cnf <<'CNF'
[req]
distinguished_name = name
prompt = no
[name]
CN = authority
[stamps]
extendedKeyUsage = critical, timeStamping
[authority]
serial = serial
signer_cert = authority.pem
signer_key = authority.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha1, sha256, sha512
CNF
openssl req -x509 -newkey rsa:2048 -nodes -keyout authority.key -out authority.pem -days 9 -config authority.cnf -extensions stamps 2>/dev/null
echo 01 >serial

cat >probe.py <<'PY'
import hashlib
import subprocess

import rfc3161ng
from rfc3161_client import TimestampRequestBuilder, decode_timestamp_response

WORK = b"a work"
CERTIFICATE = open("authority.pem", "rb").read()


def kind(imprint):
    made = [name for name in ("sha1", "sha256", "sha512") if hashlib.new(name, WORK).digest() == imprint]
    return f"{made[0]} of the data, {len(imprint)} bytes"


def ask(request):
    open("request.tsq", "wb").write(request)
    authority = ["-config", "authority.cnf", "-section", "authority"]
    subprocess.run(["openssl", "ts", "-reply", "-queryfile", "request.tsq", *authority, "-out", "stamp.tsr"], check=True, capture_output=True)
    shown = subprocess.run(["openssl", "ts", "-reply", "-in", "stamp.tsr", "-text"], capture_output=True, text=True).stdout
    return next(line for line in shown.splitlines() if line.startswith("Status: "))


for name, given in (("data", {"data": WORK}), ("digest", {"digest": hashlib.sha256(WORK).digest()})):
    request = rfc3161ng.make_timestamp_request(hashname="sha256", include_tsa_certificate=True, **given)
    imprint = bytes(request[1][1])
    print(f"rfc3161ng, sha256, given the {name}: {kind(imprint)}; {ask(rfc3161ng.encode_timestamp_request(request))}")
try:
    rfc3161ng.make_timestamp_request(data=b"", hashname="sha256")
    print("rfc3161ng, no bytes: asked for")
except ValueError as error:
    print(f"rfc3161ng, no bytes: {error}")

subprocess.run(["openssl", "ts", "-reply", "-in", "stamp.tsr", "-token_out", "-out", "stamp.der"], check=True, capture_output=True)
stamp = open("stamp.der", "rb").read()
for hashname in ("sha256", None):
    try:
        said = rfc3161ng.check_timestamp(stamp, certificate=CERTIFICATE, data=WORK, hashname=hashname)
    except ValueError as error:
        said = error
    print(f"rfc3161ng checks a stamp of SHA-256, hashname={hashname}: {said}")
algorithm = decode_timestamp_response(open("stamp.tsr", "rb").read()).tst_info.message_imprint.hash_algorithm.dotted_string
print(f"rfc3161-client reads of the stamp: {algorithm}")
print(f"rfc3161-client asks with: {kind(TimestampRequestBuilder().data(WORK).build().message_imprint.message)}")
PY
python/bin/python -W ignore probe.py >seen

compare seen <<'SEEN'
rfc3161ng, sha256, given the data: sha1 of the data, 20 bytes; Status: Rejected.
rfc3161ng, sha256, given the digest: sha256 of the data, 32 bytes; Status: Granted.
rfc3161ng, no bytes: You must pass some data to digest, or the digest
rfc3161ng checks a stamp of SHA-256, hashname=sha256: True
rfc3161ng checks a stamp of SHA-256, hashname=None: Message imprint mismatch
rfc3161-client reads of the stamp: 2.16.840.1.101.3.4.2.1
rfc3161-client asks with: sha512 of the data, 64 bytes
SEEN
