#!/usr/bin/env bash
# Anonymous events, whose logs do not begin with a hash of their name. ethers 6.17.0, asked for them by name, gives every log of the contract,
# and reads the others: the event itself comes without its arguments. viem 2.57.20 (getLogs) and web3.py 8.0.0 (process_receipt)
# read the log of another event as one, with the hash of its name as a number; in viem's getContractEvents they are not there at
# all, and get_logs of web3.py finds none. One log, handed to decodeEventLog or process_log, all three read right.
# Guess: all find them by what is indexed, or say that they cannot be asked for; what is found is one.
# For Colophon: no event of it is anonymous, since histories are found by name. Of a contract that has such events, logs are told apart by
# the number of their topics before they are read.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.17.0 solc@0.8.30 viem@2.57.20
python_packages web3==8.0.0

cat >Notes.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Notes {
  event Note(uint256 indexed id, uint256 amount) anonymous;
  event Other(uint256 amount);

  function show() external {
    emit Note(1, 50);
    emit Other(60);
  }
}
SOL
cat >read.py <<'PYTHON'
import json
import sys

from web3 import Web3

url, address, transaction = sys.argv[1:]
web3 = Web3(Web3.HTTPProvider(url))
note = web3.eth.contract(address=address, abi=json.load(open("abi.json"))).events.Note
receipt = web3.eth.get_transaction_receipt(transaction)


def attempt(name, read):
    try:
        print(f"web3.py, {name}:", read())
    except Exception as error:
        print(f"web3.py, {name}:", type(error).__name__)


attempt("get_logs", lambda: [dict(log.args) for log in note.get_logs(from_block=0)])
attempt("get_logs with id 1", lambda: [dict(log.args) for log in note.get_logs(from_block=0, argument_filters={"id": 1})])
attempt("process_receipt", lambda: [dict(log.args) for log in note().process_receipt(receipt)])
attempt("process_log", lambda: dict(note().process_log(receipt.logs[0]).args))
PYTHON
cat >probe.mjs <<'JS'
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

import { ContractFactory, id, JsonRpcProvider } from "ethers";
import solc from "solc";
import { createPublicClient, decodeEventLog, http } from "viem";

import { withAnvil } from "./nodes.mjs";

const settings = { outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const sources = { "Notes.sol": { content: readFileSync("Notes.sol", "utf8") } };
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources })));
const { abi, evm } = output.contracts["Notes.sol"].Notes;
const event = abi.find(({ name }) => name === "Note");
writeFileSync("abi.json", JSON.stringify(abi));
const HASH = BigInt(id("Other(uint256)"));
const shown = (_, value) => (value === HASH ? "the hash of Other" : typeof value === "bigint" ? Number(value) : value);
const say = (name, value) => console.log(`${name}:`, typeof value === "string" ? value : JSON.stringify(value, shown));

await withAnvil([], async (_ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const notes = await new ContractFactory(abi, evm.bytecode.object, await provider.getSigner(0)).deploy();
  const receipt = await (await notes.show()).wait();

  const told = (log) => (log.args === undefined ? "no arguments" : `${log.fragment.name} ${log.args}`);
  say("ethers, Note", (await notes.queryFilter(notes.filters.Note())).map(told));
  say("ethers, Note with id 1", (await notes.queryFilter(notes.filters.Note(1))).map(told));
  const { data, topics } = receipt.logs[0];
  say("ethers, decodeEventLog", notes.interface.decodeEventLog("Note", data, topics).toObject());

  const client = createPublicClient({ transport: http(url) });
  const filter = { address: notes.target, fromBlock: 0n };
  const found = await client.getLogs({ ...filter, event });
  say("viem, getLogs", found.map(({ args }) => args));
  say("viem, getLogs with id 1", (await client.getLogs({ ...filter, event, args: { id: 1n } })).map(({ args }) => args));
  say("viem, getContractEvents", (await client.getContractEvents({ ...filter, abi })).map(({ eventName }) => eventName));
  say("viem, decodeEventLog", decodeEventLog({ abi: [event], data, topics }).args);
  const python = await promisify(execFile)("python/bin/python", ["read.py", url, notes.target, receipt.hash]);
  console.log(python.stdout.trim());
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
ethers, Note: ["no arguments","Other 60"]
ethers, Note with id 1: ["no arguments"]
ethers, decodeEventLog: {"id":1,"amount":50}
viem, getLogs: [{"id":1,"amount":50},{"id":"the hash of Other","amount":60}]
viem, getLogs with id 1: [{"id":1,"amount":50}]
viem, getContractEvents: ["Other"]
viem, decodeEventLog: {"id":1,"amount":50}
web3.py, get_logs: []
web3.py, get_logs with id 1: []
web3.py, process_receipt: [{'id': 1, 'amount': 50}, {'id': 30227637341015761846400289677041863508611623558535898644604967494854920458879, 'amount': 60}]
web3.py, process_log: {'id': 1, 'amount': 50}
SEEN
