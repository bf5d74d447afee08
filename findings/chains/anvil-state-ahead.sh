#!/usr/bin/env bash
# anvil 1.7.1, asked to write its state at an interval (--state, --state-interval), writes it also in the middle of a block:
# then the accounts have a nonce, and contracts a storage, that no transaction in the saved blocks explains. Started again from
# such a file, the chain counts a nonce as used whose transaction no node knows. It also writes in place, so a reader meets
# JSON that is cut off.
# Guess: a saved state is that of a block, written beside the old one and moved into its place.
# For Colophon: tests that crash a chain put back the state of a moment before (test/lib/shared/crash-chain.ts), and
# `npm run chain` makes no more blocks when it is asked to end (scripts/chain/anvil.ts).
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { withAnvil } from "./nodes.mjs";

/** How many transactions of the account the saved chain has, and how many the account counts. */
function read() {
  try {
    const { accounts, transactions } = JSON.parse(readFileSync("state.json", "utf8"));
    return { counted: accounts[from].nonce, inBlocks: transactions.filter(({ info }) => info.from === from).length };
  } catch {
    return undefined;
  }
}

let from;
const ahead = new Set();
await withAnvil(["--state", "state.json", "--state-interval", "1"], async (ask) => {
  [from] = (await ask("eth_accounts")).result;
  const send = () => ask("eth_sendTransaction", [{ from, to: `0x${"22".repeat(20)}`, value: "0x1" }]);
  const end = Date.now() + 240_000;
  while (ahead.size === 0 && Date.now() < end) {
    await Promise.all(Array.from({ length: 64 }, send));
    const state = read();
    if (state !== undefined && state.counted !== state.inBlocks) ahead.add(Math.sign(state.counted - state.inBlocks));
  }
});
console.log(ahead.has(1) ? "the accounts are ahead of the blocks" : "no state was ahead of its blocks");
JS
node probe.mjs >seen

compare seen <<'SEEN'
the accounts are ahead of the blocks
SEEN
