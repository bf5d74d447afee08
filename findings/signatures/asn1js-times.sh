#!/usr/bin/env bash
# asn1js 4.0.0, which pkijs reads time stamps (RFC 3161) and certificates with. A GeneralizedTime with an offset comes out wrong by
# eight to 34 hours, and otherwise on a machine in another zone: 03:04:05+0800 on 2 January, which is 19:04:05 of the day before,
# is 11:04:05 where the zone is UTC, and 03:04:05 in Shanghai. One without a zone, local time in ASN.1, is a day early.
# With "Z" it is right everywhere. A UTCTime with an offset or without seconds is 30 November 1899. Nothing of that is an error.
# Guess: all are read, or those that DER forbids are refused.
# For Colophon: times of time stamps are to be taken only where they end with Z, as DER and RFC 3161 have it; older stamps and BER of
# other programs are read and shown wrong.
source "$(dirname "$0")/../shared/begin.sh"
packages asn1js@4.0.0

cat >probe.mjs <<'JS'
import { fromBER } from "asn1js";

const GENERALIZED = 0x18;
const UTC = 0x17;
const read = (tag, text) => {
  const { offset, result } = fromBER(Buffer.concat([Buffer.from([tag, text.length]), Buffer.from(text)]));
  return offset === -1 ? "refused" : result.toDate().toISOString();
};
for (const end of ["Z", "+0000", "+0800", "-0500", ""]) {
  console.log(`${process.env.TZ}: 20260102030405${end}: ${read(GENERALIZED, `20260102030405${end}`)}`);
}
for (const text of ["260102030405Z", "2601020304Z", "260102030405+0800"]) {
  console.log(`${process.env.TZ}: ${text}: ${read(UTC, text)}`);
}
JS
TZ=UTC node probe.mjs >seen
TZ=Asia/Shanghai node probe.mjs >>seen

compare seen <<'SEEN'
UTC: 20260102030405Z: 2026-01-02T03:04:05.000Z
UTC: 20260102030405+0000: 2026-01-01T03:04:05.000Z
UTC: 20260102030405+0800: 2026-01-01T11:04:05.000Z
UTC: 20260102030405-0500: 2025-12-31T22:04:05.000Z
UTC: 20260102030405: 2026-01-01T03:04:05.000Z
UTC: 260102030405Z: 2026-01-02T03:04:05.000Z
UTC: 2601020304Z: 1899-11-30T00:00:00.000Z
UTC: 260102030405+0800: 1899-11-30T00:00:00.000Z
Asia/Shanghai: 20260102030405Z: 2026-01-02T03:04:05.000Z
Asia/Shanghai: 20260102030405+0000: 2025-12-31T19:04:05.000Z
Asia/Shanghai: 20260102030405+0800: 2026-01-01T03:04:05.000Z
Asia/Shanghai: 20260102030405-0500: 2025-12-31T14:04:05.000Z
Asia/Shanghai: 20260102030405: 2025-12-31T19:04:05.000Z
Asia/Shanghai: 260102030405Z: 2026-01-02T03:04:05.000Z
Asia/Shanghai: 2601020304Z: 1899-11-30T00:00:00.000Z
Asia/Shanghai: 260102030405+0800: 1899-11-30T00:00:00.000Z
SEEN
