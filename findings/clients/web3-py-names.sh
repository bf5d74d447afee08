#!/usr/bin/env bash
# web3.py 8.0.0, and 7.16.0 as well, installed today as its page says, knows no name of ENS: namehash, and with it every call to which a name
# is given in the place of an address, ends with "'list' object has no attribute 'isascii'". It asks for pyunormalize of any version from
# 15 on, and hands it a list of characters; since 18.0.0 that wants a text. With pyunormalize 17.0.0 it works.
# Guess: a package that has just been installed, in its newest version, does what its first page shows.
# For Colophon: no name of ENS is looked up; scripts for its readers in Python name exact versions of everything that they install.
source "$(dirname "$0")/../shared/begin.sh"
python_packages web3==8.0.0 pyunormalize==18.0.0

cat >probe.py <<'PY'
from importlib.metadata import requires, version

from ens import ENS

print("asks for", *(line for line in requires("web3") if line.startswith("pyunormalize")))
try:
    print(version("pyunormalize"), ENS.namehash("vitalik.eth").hex()[:8])
except AttributeError as error:
    print(version("pyunormalize"), error)
PY
python/bin/python probe.py >seen
python/bin/pip install --quiet --disable-pip-version-check pyunormalize==17.0.0 >&2
python/bin/python probe.py >>seen

compare seen <<'SEEN'
asks for pyunormalize>=15
18.0.0 'list' object has no attribute 'isascii'
asks for pyunormalize>=15
17.0.0 ee6c4522
SEEN
