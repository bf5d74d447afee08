#!/usr/bin/env bash
# bagit 1.9.0, the Library of Congress's program for bags (RFC 8493): a folder with a file whose name ends with a blank, or holds "%0A" as
# names out of links do, is made into a bag without a word, and the same program then finds that bag incomplete. A percent sign is
# written as it is, where the standard has "%25": a file "100%25.txt" is "100%.txt" to other readers. And a description
# in two lines is put together without a blank: "end of" and "the war" are "end ofthe war".
# Guess: what it makes it finds valid; names are encoded as the standard says; a line break becomes a blank or a second line.
# For Colophon: a delivery is a batch file with its own names; whoever keeps evidence in bags validates each one that was made.
source "$(dirname "$0")/../shared/begin.sh"
python_packages bagit==1.9.0 setuptools==75.8.0

cat >probe.py <<'PY'
import logging
import os

import bagit

logging.disable(logging.CRITICAL)


def look(name):
    folder = f"bag-{len(os.listdir())}"
    os.mkdir(folder)
    with open(os.path.join(folder, name), "w") as file:
        file.write("a work")
    bagit.make_bag(folder, {"External-Description": "end of\nthe war"}, checksums=["sha256"])
    with open(os.path.join(folder, "manifest-sha256.txt")) as manifest:
        written = manifest.read().rstrip("\n").split("  ", 1)[1]
    print(f"{name!r} is {written!r} in the manifest: {'valid' if bagit.Bag(folder).is_valid() else 'not valid'}")
    return folder


for name in ("work.txt", "two\nlines.txt", "a blank ", "new%0Awork.txt", "100%.txt", "100%25.txt"):
    folder = look(name)
with open(os.path.join(folder, "bag-info.txt")) as info:
    print("".join(line for line in info if line.startswith("External-Description")), end="")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
'work.txt' is 'data/work.txt' in the manifest: valid
'two\nlines.txt' is 'data/two%0Alines.txt' in the manifest: valid
'a blank ' is 'data/a blank ' in the manifest: not valid
'new%0Awork.txt' is 'data/new%0Awork.txt' in the manifest: not valid
'100%.txt' is 'data/100%.txt' in the manifest: valid
'100%25.txt' is 'data/100%25.txt' in the manifest: valid
External-Description: end ofthe war
SEEN
