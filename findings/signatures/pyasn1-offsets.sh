#!/usr/bin/env bash
# pyasn1 0.6.5 writes a time with an offset (GeneralizedTime.fromDateTime, UTCTime likewise): in place of minutes of the offset it puts
# seconds, so that India's +05:30 is "+051800", which it cannot read itself; and an offset to the west becomes one to the east:
# New York's -05:00 is "+1900", the same hour a day before. With +08:00 and in UTC it is right, which is where one tries it.
# Guess: the instant that comes back is the one that was given.
# For Colophon: times in stamps and certificates are UTC, with Z, as DER has them. Who makes requests or stamps with rfc3161ng or
# another program on pyasn1 turns the time into UTC before.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pyasn1==0.6.5

cat >probe.py <<'PY'
from datetime import datetime, timedelta, timezone

from pyasn1.error import PyAsn1Error
from pyasn1.type.useful import GeneralizedTime, UTCTime

for place, hours in (("London", 0), ("Shanghai", 8), ("Delhi", 5.5), ("New York", -5)):
    given = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=hours)))
    for kind in (GeneralizedTime, UTCTime):
        written = kind.fromDateTime(given)
        try:
            error = written.asDateTime - given
            said = "the same instant" if not error else f"off by {error.total_seconds() / 3600:g} hours"
        except PyAsn1Error:
            said = "cannot be read"
        print(f"{place}, {kind.__name__}: {written}, {said}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
London, GeneralizedTime: 20260102030405Z, the same instant
London, UTCTime: 260102030405Z, the same instant
Shanghai, GeneralizedTime: 20260102030405+0800, the same instant
Shanghai, UTCTime: 260102030405+0800, the same instant
Delhi, GeneralizedTime: 20260102030405+051800, cannot be read
Delhi, UTCTime: 260102030405+051800, cannot be read
New York, GeneralizedTime: 20260102030405+1900, off by -24 hours
New York, UTCTime: 260102030405+1900, off by -24 hours
SEEN
