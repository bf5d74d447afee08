#!/usr/bin/env bash
# rfc3161-client 1.0.9, which reads and checks time stamps (RFC 3161) for Sigstore: gen_time of a stamp of 03:04:05.678 is 03:04:05. The
# standard allows a fraction of a second, and authorities that stamp to the millisecond give one; asn1crypto 1.5.1 and rfc3161ng 2.1.3
# have it. Of two stamps within a second one cannot tell which came first, and a stamp is earlier than what it signs.
# Guess: the time is whole, since it is a datetime, which has microseconds.
# For Colophon: a fraction is told as the next whole second (lib/certificates/judge/timestamp.ts), and which of two claims came first by
# blocks. Who sorts stamps by this library's times has ties.
source "$(dirname "$0")/../shared/begin.sh"
command -v openssl >/dev/null || { echo "this finding needs OpenSSL, which is the authority here"; exit 1; }
python_packages asn1crypto==1.5.1 rfc3161-client==1.0.9 rfc3161ng==2.1.3 setuptools==75.8.0

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
digests = sha256
clock_precision_digits = 6
CNF
openssl req -x509 -newkey rsa:2048 -nodes -keyout authority.key -out authority.pem -days 9 -config authority.cnf -extensions stamps 2>/dev/null
echo 01 >serial
echo "a work" >work.txt
openssl ts -query -data work.txt -sha256 -cert -out request.tsq 2>/dev/null

# An instant may happen to have no fraction, one time in a million; then another is asked for.
for _ in 1 2 3; do
  openssl ts -reply -queryfile request.tsq -config authority.cnf -section authority -out stamp.tsr 2>/dev/null
  openssl ts -reply -in stamp.tsr -token_out -out stamp.der 2>/dev/null
  if openssl ts -reply -in stamp.tsr -text | grep -q 'Time stamp: .*[0-9]\.[0-9]'; then break; fi
done

cat >probe.py <<'PY'
import rfc3161ng
from asn1crypto import tsp
from rfc3161_client import decode_timestamp_response

stamp = open("stamp.tsr", "rb").read()
token = tsp.TimeStampResp.load(stamp)["time_stamp_token"]["content"]
times = {
    "asn1crypto": token["encap_content_info"]["content"].parsed["gen_time"].native,
    "rfc3161ng": rfc3161ng.get_timestamp(open("stamp.der", "rb").read(), naive=False),
    "rfc3161-client": decode_timestamp_response(stamp).tst_info.gen_time,
}
exact = times["asn1crypto"]
for name, time in times.items():
    same = time.replace(microsecond=0) == exact.replace(microsecond=0)
    print(f"{name}: {'the same second' if same else 'another time'}, {'with' if time.microsecond else 'without'} a fraction")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
asn1crypto: the same second, with a fraction
rfc3161ng: the same second, with a fraction
rfc3161-client: the same second, without a fraction
SEEN
