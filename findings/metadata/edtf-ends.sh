#!/usr/bin/env bash
# edtf 4.11.1: the largest time of an interval whose end is unknown ("2004/") is 1970-01-01, earlier than its beginning; that of
# one which is open ("2004/..") is Infinity. And a list that holds a range ("{1667..1670}", all of these years) ends with its first
# year, while "{1667,1670}" ends with the last.
# Guess: an unknown end is like an open one, or NaN; a range within a list counts to its end.
# For Colophon: a term of protection that is counted from `max` is over before it began. Terms here are counted from block times.
source "$(dirname "$0")/../shared/begin.sh"
packages edtf@4.11.1

cat >probe.mjs <<'JS'
import edtf from "edtf";

const day = (time) => (Number.isFinite(Number(time)) ? new Date(Number(time)).toISOString().slice(0, 10) : String(time));
for (const text of ["2004/2006", "2004/..", "2004/", "{1667,1670}", "{1667..1670}", "[1667..1670]"]) {
  const { max, min } = edtf(text);
  console.log(`${text}: ${day(min)} to ${day(max)}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
2004/2006: 2004-01-01 to 2006-12-31
2004/..: 2004-01-01 to Infinity
2004/: 2004-01-01 to 1970-01-01
{1667,1670}: 1667-01-01 to 1670-12-31
{1667..1670}: 1667-01-01 to 1667-12-31
[1667..1670]: 1667-01-01 to 1667-12-31
SEEN
