#!/usr/bin/env bash
# A token of claims in CBOR (CWT, RFC 8392), signed by cwt 3.3.0 for Python. Claims have numbers, and one's own may have texts for names. One
# text among them, {1: "Press", "title": "Ferry"}, and every claim with a number is left out of what is signed, the issuer and the end too;
# with the registered name in its place ("iss") the issuer is signed and the title is not. Nothing is said of either.
# And whoever gives no end gets one, an hour from now, and a beginning. What another program wrote with such a name it reads and gives back.
# Guess: what is handed over is signed, whole, or refused; a token without an end has none, as in a JWT of the same fields.
# For Colophon: its credentials are SD-JWT. Who writes statements about works with this library gives one's own claims numbers, by
# set_private_claim_names, and reads back what was signed.
source "$(dirname "$0")/../shared/begin.sh"
python_packages cbor2==5.9.0 cwt==3.3.0

cat >probe.py <<'PY'
import cbor2
import cwt
from cwt import COSE, COSEKey

KEY = COSEKey.from_symmetric_key(alg="HS256", kid="1")
TIMES = {4: "end", 5: "beginning", 6: "issued"}
END = 4102444800


def signed(claims):
    found = cbor2.loads(cbor2.loads(cwt.encode(claims, KEY)).value[2])
    kept = {name: value for name, value in found.items() if name not in TIMES}
    added = [word for name, word in TIMES.items() if name in found and found[name] != END]
    return f"signed {kept}, added: {', '.join(added)}"


for claims in (
    {1: "Press", 4: END},
    {1: "Press"},
    {1: "Press", -70001: "Ferry", 4: END},
    {1: "Press", "title": "Ferry", 4: END},
    {"iss": "Press", "title": "Ferry", "exp": END},
):
    print(f"{claims}: {signed(claims)}")

others = {1: "Press", "title": "Ferry", 4: END}
token = COSE.new(alg_auto_inclusion=True, kid_auto_inclusion=True).encode(cbor2.dumps(others), KEY)
print(f"of another program: reads {cwt.decode(token, KEY)}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
{1: 'Press', 4: 4102444800}: signed {1: 'Press'}, added: beginning, issued
{1: 'Press'}: signed {1: 'Press'}, added: end, beginning, issued
{1: 'Press', -70001: 'Ferry', 4: 4102444800}: signed {1: 'Press', -70001: 'Ferry'}, added: beginning, issued
{1: 'Press', 'title': 'Ferry', 4: 4102444800}: signed {}, added: end, beginning, issued
{'iss': 'Press', 'title': 'Ferry', 'exp': 4102444800}: signed {1: 'Press'}, added: beginning, issued
of another program: reads {1: 'Press', 'title': 'Ferry', 4: 4102444800}
SEEN
