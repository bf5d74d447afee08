#!/usr/bin/env bash
# A transaction, with the names that JSON-RPC has for its parts (gas, input, type 0x2), signed for sending it later. Each library has names of its
# own and passes over those that it does not know: ethers 6.17.0 and @ethereumjs/tx 10.1.3 sign it with no call and no gas, viem 2.57.20 with
# no call. A node takes one without a call, and where it is sent to a contract that receives money, or to no contract, it is a success
# that did nothing. eth-account 0.14.0 alone refuses it.
# Guess: refused, or read, since "input" is the name that every node gives and takes; what is not known is not signed away.
# For Colophon: transactions are made and signed by one function with ethers' names, whose types find a slip. What an offline signer was
# handed is compared with what it signed (Transaction.from), by the call in it.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 @ethereumjs/tx@10.1.3
python_packages eth-account==0.14.0

cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";

import { createTx } from "@ethereumjs/tx";
import { getBytes, hexlify, Transaction, Wallet } from "ethers";
import { privateKeyToAccount } from "viem/accounts";

const key = `0x${"11".repeat(31)}07`;
const REGISTRY = `0x${"33".repeat(20)}`;
const CALL = "0x12345678";
const fees = { maxFeePerGas: "0x2", maxPriorityFeePerGas: "0x1" };
const COMMON = { chainId: "0x1", nonce: "0x1", to: REGISTRY, value: "0x0", ...fees };
const SIGN = `
import json, sys
from eth_account import Account

print(Account.sign_transaction(json.loads(sys.argv[2]), sys.argv[1]).raw_transaction.hex())
`;
const SIGNERS = {
  ethers: (fields) => new Wallet(key).signTransaction(fields),
  viem: (fields) => privateKeyToAccount(key).signTransaction({ ...fields, chainId: 1, nonce: 1, type: "eip1559" }),
  "@ethereumjs/tx": (fields) => hexlify(createTx({ ...fields, type: 2 }).sign(getBytes(key)).serialize()),
  "eth-account": (fields) =>
    `0x${execFileSync("python/bin/python", ["-c", SIGN, key, JSON.stringify(fields)], { stdio: "pipe" }).toString().trim()}`,
};
const CASES = {
  "JSON-RPC: gas and input": { type: "0x2", gas: "0xc350", input: CALL },
  "gas and data": { type: "0x2", gas: "0xc350", data: CALL },
  "gasLimit and data": { type: "0x2", gasLimit: "0xc350", data: CALL },
};

for (const [words, fields] of Object.entries(CASES)) {
  console.log(words);
  for (const [name, sign] of Object.entries(SIGNERS)) {
    try {
      const { data, gasLimit } = Transaction.from(await sign({ ...COMMON, ...fields }));
      console.log(`  ${name} signs: ${data === CALL ? "the call" : "NO CALL"}, gas ${gasLimit}`);
    } catch {
      console.log(`  ${name}: refused`);
    }
  }
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
JSON-RPC: gas and input
  ethers signs: NO CALL, gas 0
  viem signs: NO CALL, gas 50000
  @ethereumjs/tx signs: NO CALL, gas 0
  eth-account: refused
gas and data
  ethers signs: the call, gas 0
  viem signs: the call, gas 50000
  @ethereumjs/tx signs: the call, gas 0
  eth-account signs: the call, gas 50000
gasLimit and data
  ethers signs: the call, gas 50000
  viem signs: the call, gas 0
  @ethereumjs/tx signs: the call, gas 50000
  eth-account: refused
SEEN
