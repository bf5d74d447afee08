#!/usr/bin/env bash
# edtf 4.11.1 takes the seasons of EDTF (ISO 8601-2) for quarters of a year: spring (2001-21) is January to March, autumn October
# to December is winter (2001-24), so that a work of "summer 2001" is dated from April on. The seasons of the southern hemisphere
# (2001-29 is its spring) have the same months as those of the northern one.
# Guess: spring begins in March, and in September in the south.
# For Colophon: a date of creation is text that its author gave, and is never turned into an instant; whoever sorts or filters works
# by season with this library is a quarter off.
source "$(dirname "$0")/../shared/begin.sh"
packages edtf@4.11.1

cat >probe.mjs <<'JS'
import edtf from "edtf";

const day = (time) => new Date(time).toISOString().slice(0, 10);
for (const season of ["2001-21", "2001-22", "2001-23", "2001-24", "2001-25", "2001-29", "2001-32"]) {
  const { max, min } = edtf(season);
  console.log(`${season}: ${day(min)} to ${day(max)}`);
}
const covers = edtf("2001-22").covers(edtf("2001-08-15"));
console.log("summer 2001 covers 15 August 2001:", covers);
JS
node probe.mjs >seen

compare seen <<'SEEN'
2001-21: 2001-01-01 to 2001-03-31
2001-22: 2001-04-01 to 2001-06-30
2001-23: 2001-07-01 to 2001-09-30
2001-24: 2001-10-01 to 2001-12-31
2001-25: 2001-01-01 to 2001-03-31
2001-29: 2001-10-01 to 2001-12-31
2001-32: 2001-01-01 to 2001-03-31
summer 2001 covers 15 August 2001: false
SEEN
