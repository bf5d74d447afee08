#!/usr/bin/env bash
# anvil 1.7.1 names a gas price of 1 gwei where it was started with a base fee and a gas price of 0, though it takes
# transactions at price 0: the suggested priority fee is added to whatever was asked for, unless --disable-min-priority-fee
# is given. --gas-price 0 alone changes nothing at all.
# Guess: --gas-price 0 is what eth_gasPrice answers.
# For Colophon: the same kind as Besu without --min-gas-price=0. An account without money would be told to get some on a chain
# where gas is free, so a price that is named while the base fee is 0 is not believed at once (lib/chain/rpc/gas-market.ts).
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.16.0

cat >probe.mjs <<'JS'
import { Wallet } from "ethers";

import { withAnvil } from "./nodes.mjs";

async function priceWith(...settings) {
  await withAnvil(settings, async (ask) => {
    const { baseFeePerGas } = (await ask("eth_getBlockByNumber", ["latest", false])).result;
    const { result: price } = await ask("eth_gasPrice");
    // A new key, which has nothing.
    const free = { chainId: 31337, nonce: 0, gasPrice: 0, gasLimit: 21000, to: `0x${"22".repeat(20)}` };
    const { error } = await ask("eth_sendRawTransaction", [await Wallet.createRandom().signTransaction(free)]);
    const word = error === undefined ? "taken" : "refused";
    console.log(`${settings.join(" ")}: base fee ${Number(baseFeePerGas)}, price ${Number(price)}, price 0 is ${word}`);
  });
}

await priceWith("--gas-price", "0");
await priceWith("--base-fee", "0", "--gas-price", "0");
await priceWith("--base-fee", "0", "--disable-min-priority-fee");
JS
node probe.mjs >seen

compare seen <<'SEEN'
--gas-price 0: base fee 1000000000, price 2000000000, price 0 is refused
--base-fee 0 --gas-price 0: base fee 0, price 1000000000, price 0 is taken
--base-fee 0 --disable-min-priority-fee: base fee 0, price 0, price 0 is taken
SEEN
