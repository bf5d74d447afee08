#!/usr/bin/env bash
# Which of two transactions of two senders comes first in a block, where both wait. anvil 1.7.1 (--order fees, which is what it does unless told
# otherwise) goes by the price that a sender would pay at most, and does not look at what is paid for the place: one that pays a high
# priority fee stands behind one that pays none but names a higher maxFeePerGas. Where both name the same, the one that came first is
# first. Hardhat 2.29.1 goes by the priority fee that is left over the base fee, as geth does.
# Guess: both go by what the maker of the block gets, since maxFeePerGas is only a limit (EIP-1559).
# For Colophon: of two claims in one block the first in its order has the title. A test that wants one before the other, on anvil, gives
# them a block each.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { withAnvil, withHardhat } from "./nodes.mjs";

const GWEI = 10n ** 9n;
const hex = (gwei) => `0x${(BigInt(gwei) * GWEI).toString(16)}`;
const CASES = [
  { label: "the same limit", early: [5, 0], late: [5, 2] },
  { label: "the first has a higher limit", early: [50, 0], late: [5, 2] },
  { label: "the second has a higher limit", early: [5, 2], late: [50, 0] },
];

async function look(name, ask) {
  const get = async (method, ...params) => (await ask(method, params)).result;
  const [one, two] = await get("eth_accounts");
  await get("evm_setAutomine", false);
  for (const { label, early, late } of CASES) {
    const send = (from, [limit, tip]) => {
      const fees = { maxFeePerGas: hex(limit), maxPriorityFeePerGas: hex(tip) };
      return get("eth_sendTransaction", { from, to: `0x${"15".repeat(20)}`, gas: "0x5208", ...fees });
    };
    const sent = [await send(one, early), await send(two, late)];
    await get("evm_mine");
    const { transactions, baseFeePerGas } = await get("eth_getBlockByNumber", "latest", false);
    const [, tip] = transactions[0] === sent[0] ? early : late;
    const words = `${transactions.length} in the block, base fee below 2 gwei: ${BigInt(baseFeePerGas) < 2n * GWEI}`;
    console.log(`${name}, ${label}: first is who pays ${tip} gwei for it (${words})`);
  }
}

await withAnvil([], (ask) => look("anvil", ask));
await withHardhat({}, (ask) => look("Hardhat", ask));
JS
node probe.mjs >seen

compare seen <<'SEEN'
anvil, the same limit: first is who pays 0 gwei for it (2 in the block, base fee below 2 gwei: true)
anvil, the first has a higher limit: first is who pays 0 gwei for it (2 in the block, base fee below 2 gwei: true)
anvil, the second has a higher limit: first is who pays 0 gwei for it (2 in the block, base fee below 2 gwei: true)
Hardhat, the same limit: first is who pays 2 gwei for it (2 in the block, base fee below 2 gwei: true)
Hardhat, the first has a higher limit: first is who pays 2 gwei for it (2 in the block, base fee below 2 gwei: true)
Hardhat, the second has a higher limit: first is who pays 2 gwei for it (2 in the block, base fee below 2 gwei: true)
SEEN
