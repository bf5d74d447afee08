#!/usr/bin/env bash
# What evm_revert takes back, after a snapshot, of what was set on a development chain. anvil 1.7.1 keeps the coinbase, the base fee that was set for
# the next block, and transactions that wait, which a later block of the next test then holds; Hardhat 2.29.1 puts the first two back and
# drops the third. Both put the gas limit and the clock back. Neither goes back to mining at every transaction, and a filter for blocks
# still lists those that are gone.
# Guess: a snapshot is everything, or else blocks and state alone, on both.
# For Colophon: loadFixture of Hardhat's helpers is made of this: who turns off automine in a test turns it on again in a hook, not at its end.
# Tests that run on both chains set nothing that is not theirs to set back.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { withAnvil, withHardhat } from "./nodes.mjs";

const COINBASE = `0x${"15".repeat(20)}`;

async function look(name, prefix, ask) {
  const get = async (method, ...params) => (await ask(method, params)).result;
  const mined = async () => {
    await get("evm_mine");
    return get("eth_getBlockByNumber", "latest", false);
  };
  const during = async (change, read) => {
    const before = await read();
    const snapshot = await get("evm_snapshot");
    await change();
    await get("evm_revert", snapshot);
    const after = await read();
    return before === after ? "taken back" : "stays";
  };
  const say = (what, words) => console.log(`${name}, ${what}: ${words}`);

  say("gas limit", await during(() => get("evm_setBlockGasLimit", "0x1312d00"), async () => (await mined()).gasLimit));
  const later = async () => {
    const { timestamp } = await get("eth_getBlockByNumber", "latest", false);
    return Number((await mined()).timestamp) - Number(timestamp) > 1000;
  };
  say("clock put forward", await during(() => get("evm_increaseTime", 5000), later));
  say("coinbase", await during(() => get(`${prefix}_setCoinbase`, COINBASE), async () => (await mined()).miner));

  let set;
  const fee = await during(
    async () => {
      set = "0x77359400";
      await get(`${prefix}_setNextBlockBaseFeePerGas`, set);
    },
    async () => set !== undefined && (await mined()).baseFeePerGas === set,
  );
  say("base fee of the next block", fee);

  const [from, to] = await get("eth_accounts");
  say("automine", await during(() => get("evm_setAutomine", false), () => get(`${prefix}_getAutomine`)));
  await get("evm_setAutomine", false);
  let hash;
  const waiting = await during(
    async () => (hash = await get("eth_sendTransaction", { from, to, value: "0x1" })),
    async () => hash !== undefined && (await get("eth_getTransactionByHash", hash)) !== null,
  );
  say("a transaction that waits", waiting);
  await get("evm_setAutomine", true);

  const filter = await get("eth_newBlockFilter");
  const snapshot = await get("evm_snapshot");
  const gone = await mined();
  await get("evm_revert", snapshot);
  const listed = (await get("eth_getFilterChanges", filter)).includes(gone.hash);
  say("a block in a filter", listed ? "stays" : "taken back");
}

await withAnvil([], (ask) => look("anvil", "anvil", ask));
await withHardhat({}, (ask) => look("Hardhat", "hardhat", ask));
JS
node probe.mjs >seen

compare seen <<'SEEN'
anvil, gas limit: taken back
anvil, clock put forward: taken back
anvil, coinbase: stays
anvil, base fee of the next block: stays
anvil, automine: stays
anvil, a transaction that waits: stays
anvil, a block in a filter: stays
Hardhat, gas limit: taken back
Hardhat, clock put forward: taken back
Hardhat, coinbase: taken back
Hardhat, base fee of the next block: taken back
Hardhat, automine: stays
Hardhat, a transaction that waits: taken back
Hardhat, a block in a filter: stays
SEEN
