#!/usr/bin/env bash
# Hardhat 2.29.1, asked for many blocks at once (hardhat_mine, which mine and mineUpTo of its helpers send), makes a chain that does not hang
# together: of ten blocks the third to the last but one each have 0 for the hash of their parent, in what eth_getBlockByNumber gives
# and in what the block's own hash is made of. The first two, the last and what comes after are linked, and so are all where seven
# or fewer are asked for, so that a small test shows nothing. anvil 1.7.1 links all of them.
# Guess: blocks that are made late, when somebody asks for one, are as they would have been at once.
# For Colophon: a block that nobody signed is believed where the headers behind it lead to one that is signed (lib/certificates/judge/vouched.ts),
# each the parent of the next. On a Hardhat chain with such blocks between the two they do not, so tests of that make theirs one by one.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 hardhat@2.29.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { encodeRlp, keccak256, toBeHex } from "ethers";

import { withAnvil, withHardhat } from "./nodes.mjs";

const NUMBERS = new Set("difficulty number gasLimit gasUsed timestamp baseFeePerGas blobGasUsed excessBlobGas".split(" "));
const FIELDS = [
  ..."parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty number gasLimit".split(" "),
  ..."gasUsed timestamp extraData mixHash nonce baseFeePerGas withdrawalsRoot blobGasUsed excessBlobGas".split(" "),
  ..."parentBeaconBlockRoot requestsHash".split(" "),
];
const numberOf = (hex) => (BigInt(hex) === 0n ? "0x" : toBeHex(hex));
const headerHash = (block) => {
  const fields = FIELDS.filter((name) => block[name] !== undefined);
  return keccak256(encodeRlp(fields.map((name) => (NUMBERS.has(name) ? numberOf(block[name]) : block[name]))));
};

async function look(name, method, many, ask) {
  await ask(method, [toBeHex(many)]);
  await ask("evm_mine");
  const blocks = [];
  for (let i = 0; i <= many + 1; i++) {
    blocks.push((await ask("eth_getBlockByNumber", [`0x${i.toString(16)}`, false])).result);
  }
  const apart = blocks.slice(1).filter((block, i) => block.parentHash !== blocks[i].hash);
  const numbers = apart.map(({ number }) => Number(number));
  const where = numbers.length === 0 ? "all linked" : `not linked: ${numbers[0]} to ${numbers.at(-1)} (${numbers.length})`;
  const zeros = apart.filter(({ parentHash }) => BigInt(parentHash) === 0n).length;
  const hashed = blocks.filter((block) => headerHash(block) === block.hash).length;
  console.log(`${name}, ${many} at once: ${where}; parent 0: ${zeros}; hash is the header's: ${hashed} of ${blocks.length}`);
}

for (const many of [2, 7, 8, 10, 100]) await withHardhat({}, (ask) => look("Hardhat", "hardhat_mine", many, ask));
await withAnvil([], (ask) => look("anvil", "anvil_mine", 100, ask));
JS
node probe.mjs >seen

compare seen <<'SEEN'
Hardhat, 2 at once: all linked; parent 0: 0; hash is the header's: 4 of 4
Hardhat, 7 at once: all linked; parent 0: 0; hash is the header's: 9 of 9
Hardhat, 8 at once: not linked: 3 to 7 (5); parent 0: 5; hash is the header's: 10 of 10
Hardhat, 10 at once: not linked: 3 to 9 (7); parent 0: 7; hash is the header's: 12 of 12
Hardhat, 100 at once: not linked: 3 to 99 (97); parent 0: 97; hash is the header's: 102 of 102
anvil, 100 at once: all linked; parent 0: 0; hash is the header's: 102 of 102
SEEN
