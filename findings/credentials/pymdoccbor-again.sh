#!/usr/bin/env bash
# An mdoc (ISO/IEC 18013-5, as wallets of the EU hold them) issued by pymdoccbor 1.4.0 for Python. It puts the tag of a date into what it is
# given: two credentials from the same data, as for two holders, and in the second each date within a group has two tags, which no reader of
# CBOR takes for a date; what is signed cannot be read. A date is what has one of four names: birth_date has the tag for a day, "published" is
# text. A list of texts is an error, "'str' object has no attribute 'items'", unless it is called nationality.
# Guess: what is handed over stays as it was; a date is what Python has as a date or what is one, whatever its name; a list of texts is issued.
# For Colophon: its credentials are SD-JWT. Who issues titles as mdoc in Python gives days as datetime.date and builds the data anew each time.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pymdoccbor==1.4.0

cat >probe.py <<'PY'
import logging
import os
import warnings
from datetime import date, datetime

import cbor2
from pymdoccbor.mdoc.issuer import MdocCborIssuer

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
TYPE = "org.example.work"
KEY = {"KTY": "EC2", "CURVE": "P_256", "ALG": "ES256", "D": os.urandom(32), "KID": b"publisher"}
NAMES = ("country_name", "state_or_province_name", "organization_name", "locality_name", "common_name")
CERTIFICATE = {name: "US" for name in NAMES} | {"san_url": "https://example.org"}
CERTIFICATE |= {"not_valid_before": datetime(2026, 1, 1), "not_valid_after": datetime(2036, 1, 1)}


def issued(claims):
    issuer = MdocCborIssuer(private_key=KEY, alg="ES256", cert_info=CERTIFICATE)
    validity = {"issuance_date": "2026-01-02", "expiry_date": "2036-01-02"}
    issuer.new(doctype=TYPE, data={TYPE: claims}, validity=validity, devicekeyinfo=KEY)
    [document] = cbor2.loads(issuer.dump())["documents"]
    return [item.value for item in document["issuerSigned"]["nameSpaces"][TYPE]]


def read(item):
    try:
        found = cbor2.loads(item)
        return f"{found['elementIdentifier']} {found['elementValue']!r}"
    except cbor2.CBORDecodeError as error:
        return f"{type(error).__name__}: {error}"


claims = {"licence": {"issue_date": "2026-01-02"}}
for time in ("first", "second"):
    print(f"{time} credential: {read(issued(claims)[0])}")
for name, value in (("birth_date", "2026-01-02"), ("published", "2026-01-02"), ("published", date(2026, 1, 2))):
    print(f"{value!r} as {name}: {read(issued({name: value})[0])}")
for name in ("languages", "nationality"):
    try:
        print(f"two texts as {name}: {read(issued({name: ['zh', 'en']})[0])}")
    except AttributeError as error:
        print(f"two texts as {name}: {error}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
first credential: licence {'issue_date': datetime.date(2026, 1, 2)}
second credential: CBORDecodeError: error decoding string-form date
'2026-01-02' as birth_date: birth_date datetime.date(2026, 1, 2)
'2026-01-02' as published: published '2026-01-02'
datetime.date(2026, 1, 2) as published: published datetime.date(2026, 1, 2)
two texts as languages: 'str' object has no attribute 'items'
two texts as nationality: nationality ['zh', 'en']
SEEN
