#!/usr/bin/env bash
# An interface in lines of text, of which ethers 6.17.0 (Interface.formatJson) and viem 2.57.20 (parseAbi) make JSON. Of a parameter of an event that is
# not indexed both leave "indexed" away, and viem of the event "anonymous", where solc has false. web3.py 8.0.0 makes a contract of it,
# and cannot read such an event: KeyError 'indexed', or 'anonymous'. What ethers has read from JSON with false it writes so.
# Guess: JSON is as the ABI's specification has it, with both members for each event; a reader takes what is missing for false.
# For Colophon: interfaces are handed on as the compiler made them (scripts/export-abi.ts). Who has one in lines only puts in what is missing
# before a program in Python reads it.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20
python_packages web3==8.0.0

cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";

import { Interface } from "ethers";
import { decodeEventLog, parseAbi, toEventSelector } from "viem";

const LINES = ["event Filed(uint256 indexed id, uint256 fee)"];
const READ = `
import json, sys
from web3 import Web3
from hexbytes import HexBytes

abi, topics, data = json.loads(sys.argv[1])
log = dict(address="0x" + "33" * 20, topics=[HexBytes(topic) for topic in topics], data=HexBytes(data), logIndex=0,
           transactionIndex=0, transactionHash=b"", blockHash=b"", blockNumber=1)
try:
    print(dict(Web3().eth.contract(abi=abi).events.Filed().process_log(log)["args"]))
except Exception as error:
    print(type(error).__name__, error)
`;
const word = (digit) => `0x${"0".repeat(63)}${digit}`;
const topics = [toEventSelector("Filed(uint256,uint256)"), word(7)];
const data = word(5);
const show = (value) => JSON.stringify(value, (_, member) => (typeof member === "bigint" ? `${member}` : member));
const byEthers = (from) => JSON.parse(new Interface(from).formatJson());
const [event] = parseAbi(LINES);
const whole = [{ ...event, inputs: event.inputs.map((input) => ({ indexed: false, ...input })) }];
const INTERFACES = {
  "ethers, from text": byEthers(LINES),
  "viem, from text": [event],
  "with false": whole,
  "ethers, from that": byEthers(whole),
};

for (const [name, abi] of Object.entries(INTERFACES)) {
  console.log(`${name}: ${abi[0].inputs.map((input) => show(input.indexed) ?? "nothing")}`);
  console.log(`  viem reads ${show(decodeEventLog({ abi, topics, data }).args)}`);
  const python = execFileSync("python/bin/python", ["-c", READ, JSON.stringify([abi, topics, data])]);
  console.log(`  web3.py: ${python.toString().trim()}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
ethers, from text: true,nothing
  viem reads {"id":"7","fee":"5"}
  web3.py: KeyError 'indexed'
viem, from text: true,nothing
  viem reads {"id":"7","fee":"5"}
  web3.py: KeyError 'anonymous'
with false: true,false
  viem reads {"id":"7","fee":"5"}
  web3.py: KeyError 'anonymous'
ethers, from that: true,false
  viem reads {"id":"7","fee":"5"}
  web3.py: {'id': 7, 'fee': 5}
SEEN
