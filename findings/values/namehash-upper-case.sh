#!/usr/bin/env bash
# namehash of a name as a person types it: ethers 6.17.0 normalizes it first (ENSIP-15), viem 2.57.20 hashes the letters as they are.
# "Vitalik.eth" is one node in ethers and another in viem, and nobody owns that one; so it is with full-width letters.
# Guess: both give the node of the normalized name, or refuse one that is not normalized.
# For Colophon: names of holders are not looked up here. Whoever shows a name beside an address calls viem's normalize first.
source "$(dirname "$0")/../shared/begin.sh"
packages viem@2.57.20 ethers@6.17.0

cat >probe.mjs <<'JS'
import * as ethers from "ethers";
import { namehash, normalize } from "viem/ens";

for (const name of ["vitalik.eth", "Vitalik.eth", "\uff56italik.eth"]) {
  const look = (node) => (node === ethers.namehash(name) ? "equal" : "another");
  console.log(`${name}: namehash ${look(namehash(name))}, of normalize ${look(namehash(normalize(name)))}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
vitalik.eth: namehash equal, of normalize equal
Vitalik.eth: namehash another, of normalize equal
ｖitalik.eth: namehash another, of normalize equal
SEEN
