#!/usr/bin/env bash
# rdflib 7.6.0 reads a description in RDF and writes other literals than it read: a date loses its zone, a hash as xsd:hexBinary its capitals,
# which are what XML Schema's canonical form has, a number too large for it is "inf", which is no xsd:double, twelve months are
# a year, Z is +00:00. So the same graph has another canonical form and another hash after it, and a signature over it is not good any more.
# A year, a month and a decimal keep their texts.
# Guess: what is read is written, and at most the canonical form of XML Schema takes its place.
# For Colophon: its documents are JSON, canonical by RFC 8785, and nothing reads them as RDF before they are hashed. rdflib.NORMALIZE_LITERALS
# = False keeps the texts.
source "$(dirname "$0")/../shared/begin.sh"
python_packages rdflib==7.6.0

cat >probe.py <<'PY'
import rdflib

LITERALS = {
    "date": ["2026-01-02+08:00", "2026-01-02Z"],
    "dateTime": ["2026-01-02T03:04:05Z"],
    "gYear": ["2026"],
    "hexBinary": ["9C6C2E59"],
    "decimal": ["1.10"],
    "double": ["1E400"],
    "duration": ["P12M", "PT36H"],
}
for normalize in (True, False):
    rdflib.NORMALIZE_LITERALS = normalize
    print(f"NORMALIZE_LITERALS = {normalize}")
    for kind, texts in LITERALS.items():
        for text in texts:
            line = f'<urn:work> <urn:has> "{text}"^^<http://www.w3.org/2001/XMLSchema#{kind}> .'
            again = rdflib.Graph().parse(data=line, format="nt").serialize(format="nt").strip()
            print(f"  {kind} {text}: {'the same' if again == line else again.split(chr(34))[1]}")
PY
python/bin/python probe.py 2>/dev/null >seen

compare seen <<'SEEN'
NORMALIZE_LITERALS = True
  date 2026-01-02+08:00: 2026-01-02
  date 2026-01-02Z: 2026-01-02
  dateTime 2026-01-02T03:04:05Z: 2026-01-02T03:04:05+00:00
  gYear 2026: the same
  hexBinary 9C6C2E59: 9c6c2e59
  decimal 1.10: the same
  double 1E400: inf
  duration P12M: P1Y
  duration PT36H: P1DT12H
NORMALIZE_LITERALS = False
  date 2026-01-02+08:00: the same
  date 2026-01-02Z: the same
  dateTime 2026-01-02T03:04:05Z: the same
  gYear 2026: the same
  hexBinary 9C6C2E59: the same
  decimal 1.10: the same
  double 1E400: the same
  duration P12M: the same
  duration PT36H: the same
SEEN
