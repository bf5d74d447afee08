#!/usr/bin/env bash
# anvil 1.7.1 with --block-time takes down what a block will have when the block is due, not when it is made. Where blocks take
# longer than the time between them, those that are due wait in a row, each with what was ready then: a transaction that comes
# meanwhile, at whatever price, waits until all of them are made, and most of them are empty.
# Guess: the next block that is made has the dearest transaction that is there by then.
# For Colophon: on a busy machine blocks stay empty though the node has dozens of transactions, so more are kept there than a
# few blocks hold (IN_FLIGHT, whether or not receipts were read), and rate.direct gives each turn a chain of its own.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.16.0

cat >probe.mjs <<'JS'
import { setTimeout as delay } from "node:timers/promises";

import { Wallet } from "ethers";

import { withAnvil } from "./nodes.mjs";

/** JUMPDEST, KECCAK256 of nothing, POP, JUMP to the beginning: hashes until its gas is gone. */
const BURN = "0x5b60006000205060005600";
const PRICE = 10_000_000_000n;

await withAnvil(["--block-time", "0.1", "--gas-limit", "2400000000"], async (ask) => {
  const [busy, late] = [Wallet.createRandom(), Wallet.createRandom()];
  for (const { address } of [busy, late]) await ask("anvil_setBalance", [address, "0x56bc75e2d63100000"]);
  const send = async (wallet, fields) =>
    (await ask("eth_sendRawTransaction", [await wallet.signTransaction({ chainId: 31337, ...fields })])).result;
  const height = async () => Number((await ask("eth_blockNumber")).result);

  // The first of them comes last, so that one block has them all; it takes a second or more.
  for (let nonce = 149; nonce >= 0; nonce -= 1)
    await send(busy, { nonce, data: BURN, gasLimit: 16_000_000, gasPrice: PRICE });
  await delay(800);

  const before = await height();
  const hash = await send(late, { nonce: 0, to: busy.address, gasLimit: 21_000, gasPrice: 5n * PRICE });
  let receipt = null;
  while (receipt === null) receipt = (await ask("eth_getTransactionReceipt", [hash])).result;
  let empty = 0;
  for (let block = before + 1; block < Number(receipt.blockNumber); block += 1) {
    const { result } = await ask("eth_getBlockByNumber", [`0x${block.toString(16)}`, false]);
    if (result.transactions.length === 0) empty += 1;
  }
  console.error(`${empty} of the ${Number(receipt.blockNumber) - before - 1} blocks before it were empty`);
  console.log(`empty blocks while the transaction waited: ${empty > 2 ? "several" : "none"}`);
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
empty blocks while the transaction waited: several
SEEN
