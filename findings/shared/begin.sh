# Sourced by every finding: a temporary folder with the packages that it names, exactly these versions.
set -euo pipefail
shared=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

packages() {
  npm init -y >/dev/null
  npm install --no-audit --no-fund --loglevel=error --save-exact "$@" >&2
  cp "$shared"/*.mjs .
}

# The same of Python's, in python/bin.
python_packages() {
  command -v python3 >/dev/null || { echo "this finding needs Python, for $*"; exit 1; }
  python3 -m venv python
  python/bin/pip install --quiet --disable-pip-version-check "$@" >&2
}

# Compares what was seen (the file) with what was seen when this was written (standard input).
compare() {
  diff - "$1"
  echo "still so"
}
