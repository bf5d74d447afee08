#!/usr/bin/env bash
# A manifest of IIIF (Presentation 3), in which libraries and museums show works that they have digitized, read and written by iiif-prezi3 3.1.1,
# the library of the IIIF's own community for Python. A language is refused where its tag has a digit: Spanish of Latin America (es-419),
# German as it was spelt until 1996 (de-1901); as the language of an annotation it is taken. The table of contents names pages and sections by
# reference, and each of them has become an empty one ("items": []). An annotation loses which manifest its page is part of, by which a viewer
# finds the page, and a target that is written as an object, as the specification's cookbook has it, is refused unless it is a text.
# Guess: tags are those of BCP 47 everywhere; what is read is written, or refused with a word.
# For Colophon: manifests are works like other files, hashed as they came. Who adds a certificate to one by this library makes another one, with
# another table of contents.
source "$(dirname "$0")/../shared/begin.sh"
python_packages iiif-prezi3==3.1.1 pydantic==2.14.4

cat >probe.py <<'PY'
import json

from iiif_prezi3 import Annotation, Manifest

AT = "https://example.org/"
MANIFEST = {"id": f"{AT}manifest", "type": "Manifest", "items": []}
PAGE = {"id": f"{AT}page/1", "type": "Canvas"}
LINKED = {**PAGE, "partOf": [{"id": f"{AT}manifest", "type": "Manifest"}]}
COMMENT = {"id": f"{AT}note", "type": "Annotation", "motivation": "commenting"}


def written(kind, document, *path):
    try:
        found = json.loads(kind(**document).json())
    except ValueError:
        return "refused"
    for step in path:
        found = found[step]
    return json.dumps(found)


for tag in ("zh-Hant", "sl-rozaj", "es-419", "de-1901"):
    print(f"label in {tag}: {written(Manifest, {**MANIFEST, 'label': {tag: ['Ferry']}}, 'label')}")
body = {"type": "TextualBody", "value": "Ferry", "language": "de-1901"}
print(f"annotation in de-1901: {written(Annotation, {**COMMENT, 'target': PAGE['id'], 'body': body}, 'body', 'language')}")
contents = {"id": f"{AT}contents", "type": "Range", "items": [PAGE, {"id": f"{AT}part/2", "type": "Range"}]}
label = {"none": ["Ferry"]}
for place in (0, 1):
    print(f"in the contents: {written(Manifest, {**MANIFEST, 'label': label, 'structures': [contents]}, 'structures', 0, 'items', place)}")
resource = {"type": "SpecificResource", "source": LINKED}
print(f"source of a target: {written(Annotation, {**COMMENT, 'target': resource}, 'target', 'source')}")
print(f"target as an object: {written(Annotation, {**COMMENT, 'target': LINKED}, 'target')}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
label in zh-Hant: {"zh-Hant": ["Ferry"]}
label in sl-rozaj: {"sl-rozaj": ["Ferry"]}
label in es-419: refused
label in de-1901: refused
annotation in de-1901: "de-1901"
in the contents: {"id": "https://example.org/page/1", "type": "Canvas", "items": []}
in the contents: {"id": "https://example.org/part/2", "type": "Range", "items": []}
source of a target: {"id": "https://example.org/page/1", "type": "Canvas"}
target as an object: refused
SEEN
