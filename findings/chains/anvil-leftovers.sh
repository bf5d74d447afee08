#!/usr/bin/env bash
# anvil 1.7.1, mining at every transaction: what becomes ready together and does not fit into one block is left in the pool as
# "pending", and no block comes for it. Not after a time, only when somebody sends another transaction (which takes one block's
# worth along) or calls evm_mine. The next nonce that the node names counts them all.
# Guess: it goes on making blocks until nothing is ready.
# For Colophon: ten thousand works in calls of 15 million gas stopped with half of them waiting, so whoever waits for a block
# sees to it that this node makes one (lib/chain/rpc/leftovers.ts).
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.16.0

cat >probe.mjs <<'JS'
import { setTimeout as delay } from "node:timers/promises";

import { Wallet } from "ethers";

import { withAnvil } from "./nodes.mjs";

// The first account of the well-known development phrase.
const wallet = new Wallet("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
const count = async (ask, block) => Number((await ask("eth_getTransactionCount", [wallet.address, block])).result);

await withAnvil(["--gas-limit", "30000000"], async (ask) => {
  // INVALID as a contract's code uses all the gas of the call: one in a block.
  const call = { chainId: 31337, gasPrice: 10n ** 10n, gasLimit: 20_000_000, data: "0xfe", type: 0 };
  const signed = await Promise.all([...Array(8).keys()].map((nonce) => wallet.signTransaction({ ...call, nonce })));
  // The first comes last and makes all eight ready.
  for (const raw of signed.reverse()) await ask("eth_sendRawTransaction", [raw]);
  await delay(5000);
  const { pending, queued } = (await ask("txpool_status")).result;
  const carriedOut = await count(ask, "latest");
  // One block's worth, sometimes two.
  console.log(`five seconds later: ${carriedOut < 4 ? "most wait" : "all carried out"}`);
  console.log(`ready and not carried out: ${Number(pending) === 8 - carriedOut}, too early: ${Number(queued)}`);
  console.log(`the next nonce that the node names: ${await count(ask, "pending")}`);
  for (let block = 0; block < 8; block += 1) await ask("evm_mine");
  console.log(`eight blocks made by hand: carried out ${await count(ask, "latest")}`);
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
five seconds later: most wait
ready and not carried out: true, too early: 0
the next nonce that the node names: 8
eight blocks made by hand: carried out 8
SEEN
