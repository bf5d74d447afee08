#!/usr/bin/env bash
# spdx-correct 3.2.0 finds a licence in a text by its letters: "All rights reserved by MIT Press" is corrected to MIT, and so are
# "Not MIT" and "not licensed under MIT"; "no GPL code" to GPL-3.0-or-later. "Creative Commons Attribution-NonCommercial 4.0
# International", the full name that the licence has on its own page, is nothing, while two words of it are CC-BY-NC-4.0.
# Guess: it mends the spelling of an identifier, and says null to a sentence that is none.
# For Colophon: the licence of a work is kept as it was written and never corrected; a rights statement is not an identifier.
source "$(dirname "$0")/../shared/begin.sh"
packages spdx-correct@3.2.0

cat >probe.mjs <<'JS'
import correct from "spdx-correct";

const texts = [
  "CC BY 4.0",
  "All rights reserved",
  "All rights reserved by MIT Press",
  "Not MIT",
  "not licensed under MIT",
  "no GPL code",
  "Attribution-NonCommercial",
  "Creative Commons Attribution-NonCommercial 4.0 International",
];
for (const text of texts) console.log(`${text}: ${correct(text)}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
CC BY 4.0: CC-BY-4.0
All rights reserved: null
All rights reserved by MIT Press: MIT
Not MIT: MIT
not licensed under MIT: MIT
no GPL code: GPL-3.0-or-later
Attribution-NonCommercial: CC-BY-NC-4.0
Creative Commons Attribution-NonCommercial 4.0 International: null
SEEN
