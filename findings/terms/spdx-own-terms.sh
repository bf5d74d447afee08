#!/usr/bin/env bash
# Terms of use as an expression of SPDX. To license-expression 30.4.4 for Python (which ScanCode and REUSE read them with) a publisher's
# own terms, LicenseRef-Press, are an unknown licence and the whole expression is invalid, though SPDX has the word for just that, and so is
# "CC-BY-3.0+", that version or a later one; small letters it mends. spdx-expression-parse 4.0.0 for JavaScript takes both and refuses small
# letters, which SPDX says make no difference. Of two licences with a comma between them the one in Python throws the error of its error.
# Guess: what is an expression of SPDX is one in both, in whatever letters; a comma is an error that says so.
# For Colophon: the licence of a work is an address on the web (docs/metadata.md), and no command parses expressions. Who checks a column of them
# in Python adds the publisher's own terms to the licences that it knows.
source "$(dirname "$0")/../shared/begin.sh"
packages spdx-expression-parse@4.0.0
python_packages license-expression==30.4.4

cat >expressions.txt <<'TXT'
CC-BY-4.0 OR CC0-1.0
cc-by-4.0 OR cc0-1.0
LicenseRef-Press
LicenseRef-Press OR CC-BY-4.0
CC-BY-3.0+
GPL-2.0+
CC-BY-4.0, CC0-1.0
TXT
cat >probe.cjs <<'JS'
const { readFileSync } = require("node:fs");

const parse = require("spdx-expression-parse");

for (const text of readFileSync("expressions.txt", "utf8").trim().split("\n")) {
  try {
    parse(text);
    console.log(`JavaScript, ${text}: taken`);
  } catch ({ message }) {
    console.log(`JavaScript, ${text}: ${message}`);
  }
}
JS
cat >probe.py <<'PY'
from license_expression import get_spdx_licensing

licensing = get_spdx_licensing()
for text in open("expressions.txt").read().splitlines():
    try:
        found = licensing.validate(text)
        print(f"Python, {text}: {found.normalized_expression or '; '.join(found.errors)}")
    except AttributeError as error:
        print(f"Python, {text}: {error}")
PY
{ node probe.cjs && python/bin/python probe.py; } >seen

compare seen <<'SEEN'
JavaScript, CC-BY-4.0 OR CC0-1.0: taken
JavaScript, cc-by-4.0 OR cc0-1.0: Unexpected `c` at offset 0
JavaScript, LicenseRef-Press: taken
JavaScript, LicenseRef-Press OR CC-BY-4.0: taken
JavaScript, CC-BY-3.0+: taken
JavaScript, GPL-2.0+: taken
JavaScript, CC-BY-4.0, CC0-1.0: Unexpected `.` at offset 16
Python, CC-BY-4.0 OR CC0-1.0: CC-BY-4.0 OR CC0-1.0
Python, cc-by-4.0 OR cc0-1.0: CC-BY-4.0 OR CC0-1.0
Python, LicenseRef-Press: Unknown license key(s): LicenseRef-Press
Python, LicenseRef-Press OR CC-BY-4.0: Unknown license key(s): LicenseRef-Press
Python, CC-BY-3.0+: Unknown license key(s): CC-BY-3.0+
Python, GPL-2.0+: GPL-2.0-or-later
Python, CC-BY-4.0, CC0-1.0: 'ExpressionError' object has no attribute 'token_string'
SEEN
