#!/usr/bin/env bash
# A registration that waits, and whose nonce its sender gives to another transaction, at a higher price: a payment to somebody, or
# nothing at all, which is how wallets cancel. viem 2.57.20, waiting for the receipt of the registration
# (waitForTransactionReceipt), gives that of the other transaction, "success", as if it were the one that was asked for;
# only the hash in it, or the callback onReplaced, tells.
# Guess: an error, or a receipt that never comes, since what was asked for is in no block and never will be.
# For Colophon: lib/chain/sending knows a transaction by its hash, and raises its price with the same call. A page with viem that says
# "registered" looks at the receipt's hash, or asks the registry.
source "$(dirname "$0")/../shared/begin.sh"
packages viem@2.57.20 @foundry-rs/anvil@1.7.1

cat >probe.mjs <<'JS'
import { createPublicClient, createWalletClient, http, parseAbi, parseGwei } from "viem";
import { foundry } from "viem/chains";

import { withAnvil } from "./nodes.mjs";

const registry = `0x${"33".repeat(20)}`;
const friend = `0x${"44".repeat(20)}`;
const abi = parseAbi(["function register(bytes32)"]);
const price = (gwei) => ({ maxFeePerGas: parseGwei(gwei), maxPriorityFeePerGas: parseGwei(gwei), gas: 100_000n, nonce: 0 });

for (const words of ["a payment to somebody", "nothing, to oneself"]) {
  await withAnvil(["--no-mining"], async (ask, { url }) => {
    const [account] = (await ask("eth_accounts")).result;
    const wallet = createWalletClient({ account, chain: foundry, transport: http(url) });
    const call = { address: registry, abi, functionName: "register", args: [`0x${"ab".repeat(32)}`] };
    const first = await wallet.writeContract({ ...call, ...price("3") });

    // Whoever waits has seen the first one before the second comes.
    let seen;
    const whenSeen = new Promise((resolve) => (seen = resolve));
    const onFetchResponse = async (response) => {
      const { result } = await response.clone().json();
      if (result?.hash === first) seen();
    };
    const client = createPublicClient({ chain: foundry, transport: http(url, { onFetchResponse }), pollingInterval: 50 });
    const waiting = client.waitForTransactionReceipt({ hash: first });
    await whenSeen;
    const other = words.startsWith("a payment") ? { to: friend, value: 7n } : { to: account };
    const second = await wallet.sendTransaction({ ...other, ...price("9") });
    await ask("anvil_mine", ["0x1"]);
    const { status, transactionHash, to } = await waiting;
    const whose = { [first]: "the registration", [second]: "the other" }[transactionHash];
    console.log(`replaced by ${words}: the receipt is of ${whose}, ${status}, to the registry: ${to === registry}`);
    console.log("  the node's receipt of the registration:", (await ask("eth_getTransactionReceipt", [first])).result);
  });
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
replaced by a payment to somebody: the receipt is of the other, success, to the registry: false
  the node's receipt of the registration: null
replaced by nothing, to oneself: the receipt is of the other, success, to the registry: false
  the node's receipt of the registration: null
SEEN
