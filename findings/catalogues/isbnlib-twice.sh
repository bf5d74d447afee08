#!/usr/bin/env bash
# isbnlib2 3.11.24, which idutils 1.7.1 of Invenio's repositories asks for since its old one is no longer kept, puts its code where isbnlib 3.10.14
# has it: both are "import isbnlib". pip installs one over the other and finds no conflict, both are listed, and the one that came last
# answers. Whoever removes isbnlib2 again has no isbnlib any more, though pip still lists it.
# Guess: a package of another name is another module; pip refuses to write over the files of another package, or warns.
# For Colophon: nothing here imports it. Whoever pins isbnlib in a catalogue's program pins nothing as soon as idutils is beside it.
source "$(dirname "$0")/../shared/begin.sh"
python_packages isbnlib==3.10.14

look() {
  listed=$(python/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^isbnlib' | tr -s ' ' | paste -sd, -)
  said=$(python/bin/python -c 'import isbnlib; print(isbnlib.__version__, repr(isbnlib.mask("9786350209157")))' 2>&1 | tail -n 1) || true
  echo "$1: pip lists $listed; isbnlib says $said"
}
{
  look "isbnlib"
  python/bin/pip install --quiet --disable-pip-version-check idutils==1.7.1 isbnlib2==3.11.24 >&2
  look "idutils beside it"
  python/bin/pip check --disable-pip-version-check
  python/bin/pip uninstall --quiet --yes idutils isbnlib2 >&2
  look "idutils and isbnlib2 removed"
} >seen

compare seen <<'SEEN'
isbnlib: pip lists isbnlib 3.10.14; isbnlib says 3.10.14 ''
idutils beside it: pip lists isbnlib 3.10.14,isbnlib2 3.11.24; isbnlib says 3.11.24 '978-635-02-0915-7'
No broken requirements found.
idutils and isbnlib2 removed: pip lists isbnlib 3.10.14; isbnlib says AttributeError: module 'isbnlib' has no attribute '__version__'
SEEN
