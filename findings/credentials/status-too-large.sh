#!/usr/bin/env bash
# A list of statuses (Token Status List of the IETF) with one bit for each credential, in which somebody suspends one: status 2, which needs two
# bits. @sd-jwt/jwt-status-list 0.19.0 has a check for that, which lets 2 to the power of the bits through, and setStatus has none. What is
# published then says that the credential is valid and its neighbour is revoked; of the last one in a byte it says that nothing happened. In the
# list itself, before it is packed, all is as it was set. token-status-list 0.1.0a2.dev1 for Python refuses it.
# Guess: refused, since the constructor's check says "Status value out of range"; or else the bits beyond the first are cut off.
# For Colophon: `set` of its own StatusList (lib/credentials/issuing/status-list.ts) refuses what its bits cannot hold, and its lists have two of them.
source "$(dirname "$0")/../shared/begin.sh"
packages @sd-jwt/jwt-status-list@0.19.0
python_packages token-status-list==0.1.0a2.dev1

cat >probe.mjs <<'JS'
import { StatusList } from "@sd-jwt/jwt-status-list";

const published = (list, bits) => StatusList.decompressStatusList(list.compressStatusList(), bits).statusList.join("");

for (const index of [1, 6, 7]) {
  const list = new StatusList(new Array(16).fill(0), 1);
  list.setStatus(index, 2);
  console.log(`credential ${index} suspended in one bit: it says ${list.getStatus(index)}, published ${published(list, 1)}`);
}
for (const status of [2, 3]) {
  try {
    console.log(`status ${status} handed to the constructor: published ${published(new StatusList([0, status, 0, 0, 0, 0, 0, 0], 1), 1)}`);
  } catch ({ message }) {
    console.log(`status ${status} handed to the constructor: ${message}`);
  }
}
const list = new StatusList(new Array(8).fill(0), 2);
list.setStatus(1, 4);
console.log(`credential 1 with status 4 in two bits: published ${published(list, 2)}`);
JS
cat >probe.py <<'PY'
from token_status_list import BitArray

try:
    BitArray.of_size(1, 16).set(1, 2)
except ValueError as error:
    print("token-status-list:", error)
PY
{ node probe.mjs && python/bin/python probe.py; } >seen

compare seen <<'SEEN'
credential 1 suspended in one bit: it says 2, published 0010000000000000
credential 6 suspended in one bit: it says 2, published 0000000100000000
credential 7 suspended in one bit: it says 2, published 0000000000000000
status 2 handed to the constructor: published 00100000
status 3 handed to the constructor: Status value out of range at index 1 with value 3
credential 1 with status 4 in two bits: published 00100000
token-status-list: status 2 too large for list with bits 1
SEEN
