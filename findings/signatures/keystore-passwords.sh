#!/usr/bin/env bash
# A key of eth-account 0.13.7 (Web3 Secret Storage version 3) whose password has two forms in Unicode does not open in ethers
# 6.16.0 with the same password: ethers takes passwords in NFKC, eth-account (as geth) the bytes as they were typed, and the
# definition says nothing. It opens where ethers is given the bytes. Hangul as Macs give it to files, half-width kana and
# full-width digits of an East Asian keyboard are of that kind.
# Guess: one file and one password open in every program.
# For Colophon: where NFKC does not open a key, the bytes are tried as well (lib/accounts/keystore.ts).
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.16.0
python_packages eth-account==0.13.7

cat >passwords.json <<'JSON'
["correct horse", "\uff11\uff12\uff13\uff14", "pa\u0308ssword", "\u1112\u1161\u11ab"]
JSON
cat >make.py <<'PY'
import json
from eth_account import Account

key = Account.create().key
for index, password in enumerate(json.load(open("passwords.json"))):
    with open(f"{index}.json", "w") as file:
        json.dump(Account.encrypt(key, password, iterations=1024), file)
PY
python/bin/python make.py
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { decryptKeystoreJson } from "ethers";

const opens = (text, password) => decryptKeystoreJson(text, password).then(() => "opens", (error) => error.shortMessage);
const passwords = JSON.parse(readFileSync("passwords.json", "utf8"));
for (const [index, password] of passwords.entries()) {
  const text = readFileSync(`${index}.json`, "utf8");
  const bytes = new TextEncoder().encode(password);
  console.log(`${index}: as text ${await opens(text, password)}, as bytes ${await opens(text, bytes)}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
0: as text opens, as bytes opens
1: as text incorrect password, as bytes opens
2: as text incorrect password, as bytes opens
3: as text incorrect password, as bytes opens
SEEN
