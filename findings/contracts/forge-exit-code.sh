#!/usr/bin/env bash
# forge and cast from npm (@foundry-rs/forge and @foundry-rs/cast 1.7.1): the launcher that the package puts into node_modules/.bin starts the
# program and exits with 0, whatever that exited with. So sources that are not formatted, a test that fails, and a transaction that cast
# could not send are successes to npm, to a script with set -e and to a build server. The program itself, in the package for the
# machine (@foundry-rs/forge-linux-amd64), exits with 1.
# Guess: the launcher ends as its program ends.
# For Colophon: scripts/properties.ts starts the program itself, and reads its exit code.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/cast@1.7.1 @foundry-rs/forge@1.7.1

echo 'contract   Works {}' >works.sol
machine=$(node -p '`${process.platform}-${process.arch.replace("x64", "amd64")}`')
look() {
  local code=0
  "${@:2}" >words 2>&1 || code=$?
  echo "$1: exit code $code" >>seen
}
each() {
  look "$1, forge fmt --check of what is not formatted" "$2" fmt --check works.sol
  look "$1, cast to-dec of what is no number" "$3" to-dec 0xg
  look "$1, cast to-dec of a number" "$3" to-dec 0xff
}
each "launcher" node_modules/.bin/forge node_modules/.bin/cast
each "program" node_modules/@foundry-rs/{forge-"$machine"/bin/forge,cast-"$machine"/bin/cast}

compare seen <<'SEEN'
launcher, forge fmt --check of what is not formatted: exit code 0
launcher, cast to-dec of what is no number: exit code 0
launcher, cast to-dec of a number: exit code 0
program, forge fmt --check of what is not formatted: exit code 1
program, cast to-dec of what is no number: exit code 1
program, cast to-dec of a number: exit code 0
SEEN
