#!/usr/bin/env bash
# ajv-formats 3.0.1 (ajv 8.20.0): "date-time" takes a blank for the T, an offset without a colon or without minutes, and a leap
# second on any day. luxon 3.7.2 does not read the blank nor the leap second, and JavaScript's Date not the leap second nor the
# short offset, so that what has passed the schema is an invalid date afterwards. With {mode: "fast"} the blank is refused.
# Guess: the format is RFC 3339 as everybody writes it, with a T and a whole offset, and what it takes the readers take.
# For Colophon: times of a record are written by toISOString and compared with the chain's. A schema for records of others names a
# pattern beside the format.
source "$(dirname "$0")/../shared/begin.sh"
packages ajv@8.20.0 ajv-formats@3.0.1 luxon@3.7.2

cat >probe.mjs <<'JS'
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { DateTime } from "luxon";

const validator = (mode) => addFormats(new Ajv(), { mode }).compile({ format: "date-time", type: "string" });
const [full, fast] = ["full", "fast"].map(validator);
const word = (is) => (is ? "yes" : "no");
const times = ["2020-01-01T00:00:00Z", "2020-01-01 00:00:00Z", "2020-01-01T00:00:00+0100", "2020-01-01T00:00:00+01"];
for (const time of [...times, "2016-12-31T23:59:60Z", "2020-01-01T23:59:60Z"]) {
  const readers = `luxon ${word(DateTime.fromISO(time).isValid)}, Date ${word(!Number.isNaN(Date.parse(time)))}`;
  console.log(`${time}: full ${word(full(time))}, fast ${word(fast(time))}, ${readers}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
2020-01-01T00:00:00Z: full yes, fast yes, luxon yes, Date yes
2020-01-01 00:00:00Z: full yes, fast no, luxon no, Date yes
2020-01-01T00:00:00+0100: full yes, fast yes, luxon yes, Date yes
2020-01-01T00:00:00+01: full yes, fast yes, luxon yes, Date no
2016-12-31T23:59:60Z: full yes, fast yes, luxon no, Date no
2020-01-01T23:59:60Z: full yes, fast yes, luxon no, Date no
SEEN
