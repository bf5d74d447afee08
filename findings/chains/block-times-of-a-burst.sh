#!/usr/bin/env bash
# Forty transactions that come within a second, a block each: anvil 1.7.1 gives all forty blocks one timestamp, though Ethereum
# has every block later than its parent (yellow paper, 4.4.4); Hardhat 2.29.1 gives each a second more than the one before, so
# that its chain is forty seconds ahead of the clock, and stays so.
# Guess: both do the same, and a block's time is that of the clock.
# For Colophon: a date on a chain for trying can lie in the future, and two events can have one time. Which came first is
# told by blocks and their order, never by time; a term is counted from the chain's time, not from the clock's.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { withAnvil, withHardhat } from "./nodes.mjs";

const BLOCKS = 40;

async function timesOf(ask) {
  const [from, to] = (await ask("eth_accounts")).result;
  for (let sent = 0; sent < BLOCKS; sent += 1) await ask("eth_sendTransaction", [{ from, to, value: "0x1" }]);
  const times = [];
  for (let number = 1; number <= BLOCKS; number += 1) {
    times.push(Number((await ask("eth_getBlockByNumber", [`0x${number.toString(16)}`, false])).result.timestamp));
  }
  return times;
}

/** Whether a busy machine took more than a few seconds: then times differ by what it took. */
const steps = (times) => times.slice(1).map((time, index) => time - times[index]);
const anvil = steps(await withAnvil([], timesOf));
console.log("anvil: most blocks have the time of the one before:", anvil.filter((step) => step === 0).length > BLOCKS / 2);
const hardhat = steps(await withHardhat({}, timesOf));
console.log("Hardhat: every block is later than the one before:", hardhat.every((step) => step >= 1));
JS
node probe.mjs >seen

compare seen <<'SEEN'
anvil: most blocks have the time of the one before: true
Hardhat: every block is later than the one before: true
SEEN
