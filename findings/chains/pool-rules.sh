#!/usr/bin/env bash
# Which second transaction of one nonce a pool takes, and which price. anvil 1.7.1 takes any price that is higher by one wei;
# Hardhat 2.29.1 asks for 10 % more, as geth does, of the price that waits now. anvil refuses a price below the base fee;
# Hardhat takes it, does not count it among the pending, and never puts it into a block.
# Guess: 10 % for both, and both refuse a price that no block can have.
# For Colophon: a price is raised by an eighth, which all of them take, and a transaction that a node has taken may still wait
# for ever: prices below the base fee are raised though nobody refused them (lib/chain/sending).
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 hardhat@2.29.1 ethers@6.16.0

cat >probe.mjs <<'JS'
import { Wallet } from "ethers";

import { withAnvil, withHardhat } from "./nodes.mjs";

const PRICE = 10_000_000_000n;
const to = `0x${"22".repeat(20)}`;

const look = (name, cheats) => async (ask) => {
  const wallet = Wallet.createRandom();
  await ask(`${cheats}_setBalance`, [wallet.address, "0xde0b6b3a7640000"]);
  const send = async (label, fields) => {
    const transaction = { chainId: 31337, nonce: 0, gasPrice: PRICE, gasLimit: 21000, to, ...fields };
    const { error } = await ask("eth_sendRawTransaction", [await wallet.signTransaction(transaction)]);
    console.log(`${name}: ${label}: ${error === undefined ? "taken" : "refused"}`);
  };
  await send("the first", {});
  await send("another at the same price", { value: 1 });
  await send("one wei more", { gasPrice: PRICE + 1n });
  await send("an eighth more", { gasPrice: (PRICE * 9n) / 8n + 2n });
  await send("the next nonce at a price of one wei", { nonce: 1, gasPrice: 1n });
  const pending = Number((await ask("eth_getTransactionCount", [wallet.address, "pending"])).result);
  for (let block = 0; block < 5; block += 1) await ask(`${cheats}_mine`);
  const latest = Number((await ask("eth_getTransactionCount", [wallet.address, "latest"])).result);
  console.log(`${name}: ${pending} pending, ${latest} in blocks after five blocks`);
};

await withAnvil(["--no-mining"], look("anvil", "anvil"));
await withHardhat({ mining: { auto: false, interval: 0 } }, look("Hardhat", "hardhat"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
anvil: the first: taken
anvil: another at the same price: refused
anvil: one wei more: taken
anvil: an eighth more: taken
anvil: the next nonce at a price of one wei: refused
anvil: 1 pending, 1 in blocks after five blocks
Hardhat: the first: taken
Hardhat: another at the same price: refused
Hardhat: one wei more: refused
Hardhat: an eighth more: taken
Hardhat: the next nonce at a price of one wei: taken
Hardhat: 1 pending, 1 in blocks after five blocks
SEEN
