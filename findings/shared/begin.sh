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

# The same of Maven's, with what they need, in lib: each as group:artifact:version.
java_packages() {
  command -v mvn >/dev/null || { echo "this finding needs Java and Maven, for $*"; exit 1; }
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>findings</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
    printf '%s\n' "$@" | awk -F: '{
      print "<dependency><groupId>" $1 "</groupId><artifactId>" $2 "</artifactId><version>" $3 "</version></dependency>"
    }'
    echo '</dependencies></project>'
  } >pom.xml
  mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
}

# Compares what was seen (the file) with what was seen when this was written (standard input).
compare() {
  diff - "$1"
  echo "still so"
}
