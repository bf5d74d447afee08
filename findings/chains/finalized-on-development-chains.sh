#!/usr/bin/env bash
# The block tags "safe" and "finalized": anvil 1.7.1 answers with the blocks 32 and 64 below the newest, and with the genesis
# block as long as there are no such; Hardhat 2.29.1 answers with the newest block.
# Guess: both answer with the newest block, since neither chain can lose one that it has made.
# For Colophon: whoever waits for "finalized" after a registration waits for ever on an idle anvil. Besu does not know the tags
# at all, so nothing here asks for them: on a chain of a consortium a block is final when it is there.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { withAnvil, withHardhat } from "./nodes.mjs";

const look = (name, mine) => async (ask) => {
  for (const blocks of [40, 60]) {
    await ask(mine, [`0x${blocks.toString(16)}`]);
    const tags = await Promise.all(["latest", "safe", "finalized"].map((tag) => ask("eth_getBlockByNumber", [tag, false])));
    const [latest, safe, finalized] = tags.map(({ result }) => Number(result.number));
    console.log(`${name}: latest ${latest}, safe ${safe}, finalized ${finalized}`);
  }
};

await withAnvil([], look("anvil", "anvil_mine"));
await withHardhat({}, look("Hardhat", "hardhat_mine"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
anvil: latest 40, safe 8, finalized 0
anvil: latest 100, safe 68, finalized 36
Hardhat: latest 40, safe 40, finalized 40
Hardhat: latest 100, safe 100, finalized 100
SEEN
