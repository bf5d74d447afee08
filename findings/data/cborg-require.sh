#!/usr/bin/env bash
# cborg 6.1.5 cannot be loaded by require(), on Node.js 20.20, which loads ES modules so: its "exports" have the condition
# "import" alone, so that for require() there is no such package (ERR_PACKAGE_PATH_NOT_EXPORTED). cbor2 2.3.0, an ES module as well,
# has no conditions and is loaded. import() loads both.
# Guess: since Node.js 20.19 it makes no difference.
# For Colophon: it is loaded by import() from a file that no compiler makes require() of (lib/certificates/export/packages.cjs).
source "$(dirname "$0")/../shared/begin.sh"
packages cborg@6.1.5 cbor2@2.3.0

cat >probe.cjs <<'JS'
const attempt = async (name, how, load) => {
  try {
    console.log(`${name} by ${how}: ${typeof (await load(name)).encode}`);
  } catch (error) {
    console.log(`${name} by ${how}: ${error.code}`);
  }
};
const all = async () => {
  for (const name of ["cborg", "cbor2"]) {
    await attempt(name, "require()", (each) => require(each));
    await attempt(name, "import()", (each) => import(each));
  }
};
all();
JS
node --no-warnings probe.cjs >seen

compare seen <<'SEEN'
cborg by require(): ERR_PACKAGE_PATH_NOT_EXPORTED
cborg by import(): function
cbor2 by require(): function
cbor2 by import(): function
SEEN
