#!/usr/bin/env bash
# Proofs of OpenTimestamps, written by one client and read by another: opentimestamps 0.4.5 for Python, of those who made the format, and
# @alexalves87/opentimestamps 1.0.5, the one for TypeScript that says of itself that it implements the full protocol. Neither reads anything of
# the other's, not the simplest proof that there is: the second leaves out the eight bytes that name an attestation, and has SHA-1's number for
# RIPEMD-160. One of its proofs Python takes, and finds an attestation of a kind that nobody knows. What each wrote itself it reads.
# Guess: the kinds of a simple proof (SHA-256, a calendar, a block of Bitcoin) are one in both, and at most the rarer hashes differ.
# For Colophon: it has no OpenTimestamps. Who adds such a proof to the evidence of a work makes it with the first.
source "$(dirname "$0")/../shared/begin.sh"
packages @alexalves87/opentimestamps@1.0.5
python_packages opentimestamps==0.4.5

cat >probe.py <<'PY'
import io
import sys
from pathlib import Path

from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpRIPEMD160, OpSHA256
from opentimestamps.core.serialize import DeserializationError, StreamDeserializationContext, StreamSerializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile

PENDING = PendingAttestation("https://alice.btc.calendar.opentimestamps.org")
BLOCK = BitcoinBlockHeaderAttestation(800000)
PROOFS = {
    "calendar": ([], [PENDING]),
    "block": ([], [BLOCK]),
    "both": ([], [PENDING, BLOCK]),
    "steps": ([OpAppend(b"\1\2"), OpSHA256()], [BLOCK]),
    "ripemd160": ([OpRIPEMD160()], [BLOCK]),
}


def read(path):
    try:
        with open(path, "rb") as file:
            stamp = DetachedTimestampFile.deserialize(StreamDeserializationContext(file)).timestamp
        return ", ".join(type(found).__name__ for _, found in sorted(stamp.all_attestations(), key=str))
    except DeserializationError as error:
        return f"{type(error).__name__}: {error}"


if sys.argv[1] == "write":
    for name, (steps, attestations) in PROOFS.items():
        file = DetachedTimestampFile.from_fd(OpSHA256(), io.BytesIO(b"a work"))
        stamp = file.timestamp
        for step in steps:
            stamp = stamp.ops.add(step)
        stamp.attestations.update(attestations)
        with open(f"python-{name}.ots", "wb") as out:
            file.serialize(StreamSerializationContext(out))
else:
    for path in (*sorted(Path().glob("python-*.ots")), *sorted(Path().glob("typescript-*.ots"))):
        print(f"Python reads {path}: {read(path)}")
PY
cat >probe.mjs <<'JS'
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

import * as ots from "@alexalves87/opentimestamps";

const pending = ots.createPendingAttestation("https://alice.btc.calendar.opentimestamps.org");
const block = ots.createBitcoinAttestation(800000);
const proofs = {
  calendar: [[], [pending]],
  block: [[], [block]],
  both: [[], [pending, block]],
  steps: [[ots.createAppendOp(Uint8Array.of(1, 2)), ots.createSHA256Op()], [block]],
  ripemd160: [[ots.createRIPEMD160Op()], [block]],
};
const fileHash = ots.sha256(new TextEncoder().encode("a work"));
for (const [name, [operations, attestations]] of Object.entries(proofs)) {
  writeFileSync(`typescript-${name}.ots`, ots.serializeOTS({ version: 1, fileHash, operations, attestations }));
}
for (const path of readdirSync(".").filter((name) => name.endsWith(".ots")).sort()) {
  try {
    const { attestations } = ots.deserializeOTS(readFileSync(path));
    console.log(`TypeScript reads ${path}: ${attestations.map(ots.formatAttestation).join(", ")}`);
  } catch ({ message }) {
    console.log(`TypeScript reads ${path}: ${message}`);
  }
}
JS
{ python/bin/python probe.py write && node probe.mjs && python/bin/python probe.py read; } >seen

compare seen <<'SEEN'
TypeScript reads python-block.ots: Unknown operation tag: 0x19 at offset 72
TypeScript reads python-both.ots: Parse error at offset 68: Buffer overflow reading varbytes (expected 136 bytes, only 66 available)
TypeScript reads python-calendar.ots: Parse error at offset 66: Buffer overflow reading varbytes (expected 131 bytes, only 54 available)
TypeScript reads python-ripemd160.ots: Unknown operation tag: 0x3 at offset 65
TypeScript reads python-steps.ots: Unknown operation tag: 0x19 at offset 77
TypeScript reads typescript-block.ots: Bitcoin: Block #800000
TypeScript reads typescript-both.ots: Pending: https://alice.btc.calendar.opentimestamps.org, Bitcoin: Block #800000
TypeScript reads typescript-calendar.ots: Pending: https://alice.btc.calendar.opentimestamps.org
TypeScript reads typescript-ripemd160.ots: Bitcoin: Block #800000
TypeScript reads typescript-steps.ots: Bitcoin: Block #800000
Python reads python-block.ots: BitcoinBlockHeaderAttestation
Python reads python-both.ots: BitcoinBlockHeaderAttestation, PendingAttestation
Python reads python-calendar.ots: PendingAttestation
Python reads python-ripemd160.ots: BitcoinBlockHeaderAttestation
Python reads python-steps.ots: BitcoinBlockHeaderAttestation
Python reads typescript-block.ots: DeserializationError: Unknown operation tag 0x5
Python reads typescript-both.ots: UnknownAttestation
Python reads typescript-calendar.ots: TruncationError: Tried to read 47 bytes but got only 37 bytes
Python reads typescript-ripemd160.ots: DeserializationError: Unknown operation tag 0x5
Python reads typescript-steps.ots: DeserializationError: Unknown operation tag 0x5
SEEN
