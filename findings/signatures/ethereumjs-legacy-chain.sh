#!/usr/bin/env bash
# The chain of a transaction, in @ethereumjs/tx 10.1.3 (createTx). One of type 2 or 1 that names a chain which it does not know is refused, with
# advice to describe the chain. One of type 0, which chains without a fee market use, is signed for Ethereum's chain 1, whatever its
# chainId says: the name is passed over. The signature is good, of the right sender, and good on that chain alone.
# Guess: chainId counts in all types, or is refused in all; with ethers 6.17.0 and viem 2.57.20 it counts.
# For Colophon: on chains without prices it sends type 0, signed with ethers for the chain that the node named. Who signs with this library
# hands over a Common of the chain.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 @ethereumjs/tx@10.1.3 @ethereumjs/common@10.1.3

cat >probe.mjs <<'JS'
import { createCustomCommon, Mainnet } from "@ethereumjs/common";
import { createTx } from "@ethereumjs/tx";
import { getBytes, hexlify, Transaction, Wallet } from "ethers";
import { privateKeyToAccount } from "viem/accounts";

const key = `0x${"11".repeat(31)}07`;
const wallet = new Wallet(key);
const CHAIN = 20_200;
const to = `0x${"33".repeat(20)}`;
const PRICES = { 0: { gasPrice: 1n }, 1: { gasPrice: 1n }, 2: { maxFeePerGas: 1n, maxPriorityFeePerGas: 0n } };
const VIEM = { 0: "legacy", 1: "eip2930", 2: "eip1559" };
const common = createCustomCommon({ chainId: CHAIN }, Mainnet);
const ethereumjs = (fields, options) => hexlify(createTx(fields, options).sign(getBytes(key)).serialize());

const SIGNERS = {
  ethers: (fields) => wallet.signTransaction(fields),
  viem: ({ gasLimit, type, ...fields }) => privateKeyToAccount(key).signTransaction({ ...fields, gas: gasLimit, type: VIEM[type] }),
  "@ethereumjs/tx": (fields) => ethereumjs(fields),
  "@ethereumjs/tx, with a Common": (fields) => ethereumjs(fields, { common }),
};
for (const [name, sign] of Object.entries(SIGNERS)) {
  for (const [type, prices] of Object.entries(PRICES)) {
    let words;
    try {
      const { chainId, from } = Transaction.from(await sign({ type: Number(type), chainId: CHAIN, nonce: 1, gasLimit: 50_000n, to, value: 0n, ...prices }));
      words = `signed for chain ${chainId}, by ${from === wallet.address ? "the sender" : "a stranger"}`;
    } catch {
      words = "refused";
    }
    console.log(`${name}, type ${type} for chain ${CHAIN}: ${words}`);
  }
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
ethers, type 0 for chain 20200: signed for chain 20200, by the sender
ethers, type 1 for chain 20200: signed for chain 20200, by the sender
ethers, type 2 for chain 20200: signed for chain 20200, by the sender
viem, type 0 for chain 20200: signed for chain 20200, by the sender
viem, type 1 for chain 20200: signed for chain 20200, by the sender
viem, type 2 for chain 20200: signed for chain 20200, by the sender
@ethereumjs/tx, type 0 for chain 20200: signed for chain 1, by the sender
@ethereumjs/tx, type 1 for chain 20200: refused
@ethereumjs/tx, type 2 for chain 20200: refused
@ethereumjs/tx, with a Common, type 0 for chain 20200: signed for chain 20200, by the sender
@ethereumjs/tx, with a Common, type 1 for chain 20200: signed for chain 20200, by the sender
@ethereumjs/tx, with a Common, type 2 for chain 20200: signed for chain 20200, by the sender
SEEN
