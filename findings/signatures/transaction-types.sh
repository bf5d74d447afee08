#!/usr/bin/env bash
# A transaction for signing that names its price and not its type. With gasPrice, as chains without a fee market have it, ethers 6.17.0 makes one of
# type 1 (EIP-2930), viem 2.57.20, eth-account 0.14.0 and @ethereumjs/tx 10.1.3 one of type 0: what one of them signed a chain of before
# Berlin refuses. With maxFeePerGas the first three make type 2, and @ethereumjs/tx type 0 with a price of 0, the fees passed over. With no
# price at all ethers signs one of type 2 and @ethereumjs/tx one of type 0 that pay nothing; viem and eth-account refuse it.
# Guess: gasPrice is type 0 for all, maxFeePerGas type 2 for all, and what names no price is refused.
# For Colophon: lib/chain/sending/legacy-transaction.ts writes type 0 itself, byte by byte, and every transaction of a command goes through it.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 @ethereumjs/tx@10.1.3
python_packages eth-account==0.14.0

cat >probe.mjs <<'JS'
import { bytesToHex, hexToBytes } from "@ethereumjs/util";
import { createTx } from "@ethereumjs/tx";
import { Transaction, Wallet } from "ethers";
import { privateKeyToAccount } from "viem/accounts";

const KEY = `0x${"11".repeat(32)}`;
const call = { to: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", nonce: 0, value: 1n };
const signers = {
  ethers: (more) => new Wallet(KEY).signTransaction({ ...call, chainId: 1n, gasLimit: 21000n, ...more }),
  viem: (more) => privateKeyToAccount(KEY).signTransaction({ ...call, chainId: 1, gas: 21000n, ...more }),
  "@ethereumjs/tx": (more) => bytesToHex(createTx({ ...call, gasLimit: 21000n, ...more }).sign(hexToBytes(KEY)).serialize()),
};
for (const [named, more] of Object.entries({
  gasPrice: { gasPrice: 1000000000n },
  maxFeePerGas: { maxFeePerGas: 1000000000n, maxPriorityFeePerGas: 0n },
  nothing: {},
})) {
  for (const [library, sign] of Object.entries(signers)) {
    try {
      const { type, gasPrice, maxFeePerGas } = Transaction.from(await sign(more));
      console.log(`${named}, ${library}: type ${type}, pays ${type === 2 ? maxFeePerGas : gasPrice}`);
    } catch ({ message }) {
      console.log(`${named}, ${library}: ${message.split("\n")[0]}`);
    }
  }
}
JS
cat >probe.py <<'PY'
from eth_account import Account

CALL = {"to": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "nonce": 0, "value": 1, "chainId": 1, "gas": 21000}
for named, more in (
    ("gasPrice", {"gasPrice": 10**9}),
    ("maxFeePerGas", {"maxFeePerGas": 10**9, "maxPriorityFeePerGas": 0}),
    ("nothing", {}),
):
    try:
        first = Account.sign_transaction(CALL | more, "0x" + "11" * 32).raw_transaction[0]
        print(f"{named}, eth-account: type {first if first < 0x80 else 0}")
    except TypeError as error:
        print(f"{named}, eth-account: {error}")
PY
{ node probe.mjs && python/bin/python probe.py; } >seen

compare seen <<'SEEN'
gasPrice, ethers: type 1, pays 1000000000
gasPrice, viem: type 0, pays 1000000000
gasPrice, @ethereumjs/tx: type 0, pays 1000000000
maxFeePerGas, ethers: type 2, pays 1000000000
maxFeePerGas, viem: type 2, pays 1000000000
maxFeePerGas, @ethereumjs/tx: type 0, pays 0
nothing, ethers: type 2, pays 0
nothing, viem: Cannot infer a transaction type from provided transaction.
nothing, @ethereumjs/tx: type 0, pays 0
gasPrice, eth-account: type 0
maxFeePerGas, eth-account: type 2
nothing, eth-account: Transaction must include these fields: {'gasPrice'}
SEEN
