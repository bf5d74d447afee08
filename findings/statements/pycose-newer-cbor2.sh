#!/usr/bin/env bash
# pycose 1.1.0, installed today as its page says, cannot read any message, its own neither: "Bytes cannot be decoded as COSE message". It
# asks for cbor2 of any version, and since 6.0 cbor2 gives what stands within a tag as a tuple, where pycose looks for a list. It
# signs as ever, so whoever only issues sees nothing; with cbor2 5.9.0 all is well. The words blame the message.
# Guess: what pip installs together works together, and the words are true: the bytes are bad.
# For Colophon: `certificate export --as cose` is checked with pinned packages (test/shared/cose-environment.ts). Who checks such a
# statement with pycose installs "cbor2<6" beside it.
source "$(dirname "$0")/../shared/begin.sh"
command -v python3 >/dev/null || { echo "this finding needs Python, since pycose is a package of it"; exit 1; }
python3 -m venv python

cat >probe.py <<'PY'
from importlib.metadata import version

import cbor2
from pycose.algorithms import Es256
from pycose.headers import Algorithm
from pycose.keys import EC2Key
from pycose.keys.curves import P256
from pycose.messages import CoseMessage, Sign1Message

key = EC2Key.generate_key(crv=P256)
message = Sign1Message(phdr={Algorithm: Es256}, payload=b"a statement")
message.key = key
signed = message.encode()
held = type(cbor2.loads(signed).value).__name__
try:
    again = CoseMessage.decode(signed)
    again.key = key
    said = f"the signature is {again.verify_signature()}"
except TypeError as error:
    said = error
print(f"cbor2 {version('cbor2')}, a tag holds a {held}: {said}")
PY
for cbor2 in 6.3.0 5.9.0; do
  python/bin/pip install --quiet --disable-pip-version-check pycose==1.1.0 cbor2==$cbor2 >&2
  python/bin/python probe.py
done >seen

compare seen <<'SEEN'
cbor2 6.3.0, a tag holds a tuple: Bytes cannot be decoded as COSE message
cbor2 5.9.0, a tag holds a list: the signature is True
SEEN
