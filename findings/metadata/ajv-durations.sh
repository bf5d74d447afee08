#!/usr/bin/env bash
# ajv-formats 3.0.1 (ajv 8.20.0): "duration" has no fractions, and weeks only by themselves, as the appendix of RFC 3339 has it, which
# JSON Schema names. luxon 3.7.2 and tinyduration 3.4.1 read and write such durations: a recording of PT215.4S, or half a year,
# is refused by a schema though the program that made it keeps to ISO 8601. Years and days without months (P1Y3D) and hours
# and seconds without minutes (PT1H30S), which that appendix does not have either, are taken.
# Guess: what a library writes as ISO 8601 the format takes; or else the format is the appendix in everything.
# For Colophon: terms are whole seconds. The length of a recording in a sidecar is not checked by this format.
source "$(dirname "$0")/../shared/begin.sh"
packages ajv@8.20.0 ajv-formats@3.0.1 luxon@3.7.2 tinyduration@3.4.1

cat >probe.mjs <<'JS'
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { Duration } from "luxon";
import { parse, serialize } from "tinyduration";

const validate = addFormats(new Ajv()).compile({ format: "duration", type: "string" });
for (const text of ["PT215S", "PT215.4S", "P0.5Y", "P2W", "P1M2W", "P1Y3D", "PT1H30S"]) {
  const written = `luxon ${Duration.fromISO(text).toISO()}, tinyduration ${serialize(parse(text))}`;
  console.log(`${text}: ajv ${validate(text) ? "yes" : "no"}, ${written}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
PT215S: ajv yes, luxon PT215S, tinyduration PT215S
PT215.4S: ajv no, luxon PT215.4S, tinyduration PT215.4S
P0.5Y: ajv no, luxon P0.5Y, tinyduration P0.5Y
P2W: ajv yes, luxon P2W, tinyduration P2W
P1M2W: ajv no, luxon P1M2W, tinyduration P1M2W
P1Y3D: ajv yes, luxon P1Y3D, tinyduration P1Y3D
PT1H30S: ajv yes, luxon PT1H30S, tinyduration PT1H30S
SEEN
