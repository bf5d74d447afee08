#!/usr/bin/env bash
# A key that eth-keyfile 0.6.1 made (eth-account's part for key files; until 0.7 its scrypt had n = 262,144 with r = 1 and
# p = 8) opens in nothing that Node has: RFC 7914 wants n below 2^(128 r / 8), here 65,536, and both OpenSSL and the JavaScript
# under ethers 6.16.0 refuse to compute what breaks it. hash-wasm 4.13.0 computes it, and so does eth-keyfile itself.
# Guess: version 3 of Web3 Secret Storage is one format; what one program has made the others open.
# For Colophon: such keys are opened by way of hash-wasm (lib/accounts/keystore.ts); the sentence would otherwise be that the file
# is damaged.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.16.0 hash-wasm@4.13.0
python_packages eth-keyfile==0.6.1

python/bin/python >key.json <<'PY'
import json, os, eth_keyfile

print(json.dumps(eth_keyfile.create_keyfile_json(os.urandom(32), b"correct horse", kdf="scrypt")))
PY
cat >probe.mjs <<'JS'
import { scryptSync } from "node:crypto";
import { readFileSync } from "node:fs";

import { decryptKeystoreJson } from "ethers";
import { scrypt } from "hash-wasm";

const text = readFileSync("key.json", "utf8");
const { n: N, r, p, salt } = JSON.parse(text).crypto.kdfparams;
const grains = Buffer.from(salt, "hex");
console.log(`n ${N}, r ${r}, p ${p}`);

const outcome = (work) => work.then(() => "computes it", (error) => `refuses: ${error.message.split(":")[0]}`);
console.log("ethers", await outcome(decryptKeystoreJson(text, "correct horse")));
console.log("node:crypto", await outcome((async () => scryptSync("correct horse", grains, 32, { N, r, p, maxmem: 2 ** 30 }))()));
const sizes = { costFactor: N, blockSize: r, parallelism: p, hashLength: 32 };
console.log("hash-wasm", await outcome(scrypt({ password: "correct horse", salt: grains, ...sizes })));
JS
node probe.mjs >seen

compare seen <<'SEEN'
n 262144, r 1, p 8
ethers refuses: Scrypt
node:crypto refuses: Invalid scrypt params
hash-wasm computes it
SEEN
