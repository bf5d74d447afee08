#!/usr/bin/env bash
# Two events of one name, as a contract has them that keeps an old event for old readers. viem 2.57.20, asked for the logs of the name
# (getContractEvents), asks for one of the two, whichever comes first in the ABI, and web3.py 8.0.0 (events.Granted) does the same:
# the logs of the other are not there, and nothing says so. ethers 6.17.0 refuses the name, as web3.py does for two functions.
# Without a name viem gives both, and with their types in the name web3.py gives each.
# Guess: those of both, or a refusal that asks which one is meant.
# For Colophon: no contract of it has two events of one name, and a new event gets a new one. Who reads such a contract with viem hands it
# an ABI of the one event.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.17.0 solc@0.8.30 viem@2.57.20
python_packages web3==8.0.0

cat >Grants.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Grants {
  event Granted(uint256 indexed id);
  event Granted(uint256 indexed id, address to);

  function show() external {
    emit Granted(1);
    emit Granted(2, msg.sender);
    emit Granted(3, msg.sender);
  }
}
SOL
cat >read.py <<'PYTHON'
import json
import sys

from web3 import Web3

url, address = sys.argv[1:]
grants = Web3(Web3.HTTPProvider(url)).eth.contract(address=address, abi=json.load(open("abi.json")))
for name in ["Granted", "Granted(uint256)", "Granted(uint256,address)"]:
    print(f"web3.py, {name}:", [log.args.id for log in grants.events[name].get_logs(from_block=0)])
PYTHON
cat >probe.mjs <<'JS'
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

import { ContractFactory, JsonRpcProvider } from "ethers";
import solc from "solc";
import { createPublicClient, http } from "viem";

import { withAnvil } from "./nodes.mjs";

const settings = { outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const sources = { "Grants.sol": { content: readFileSync("Grants.sol", "utf8") } };
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources })));
const { abi, evm } = output.contracts["Grants.sol"].Grants;
writeFileSync("abi.json", JSON.stringify(abi));
const events = abi.filter(({ type }) => type === "event");
console.log("the compiler's order:", events.map(({ inputs }) => inputs.map(({ type }) => type).join()).join(" | "));

const look = async (name, read) => {
  try {
    console.log(`${name}: [${(await read()).map(({ args }) => Number(args.id)).join(", ")}]`);
  } catch (error) {
    console.log(`${name}: ${error.message.split(" (")[0]}`);
  }
};
await withAnvil([], async (_ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const grants = await new ContractFactory(abi, evm.bytecode.object, await provider.getSigner(0)).deploy();
  await (await grants.show()).wait();
  const client = createPublicClient({ transport: http(url) });
  const filter = { address: grants.target, fromBlock: 0n };
  const reversed = abi.toReversed();
  await look("viem, Granted", () => client.getContractEvents({ ...filter, abi, eventName: "Granted" }));
  await look("viem, Granted, ABI in the other order", () =>
    client.getContractEvents({ ...filter, abi: reversed, eventName: "Granted" }),
  );
  await look("viem, no name", () => client.getContractEvents({ ...filter, abi }));
  await look("ethers, Granted", () => grants.queryFilter("Granted"));
  await look("ethers, Granted(uint256,address)", () => grants.queryFilter("Granted(uint256,address)"));
  const python = await promisify(execFile)("python/bin/python", ["read.py", url, grants.target]);
  console.log(python.stdout.trim());
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
the compiler's order: uint256 | uint256,address
viem, Granted: [1]
viem, Granted, ABI in the other order: [2, 3]
viem, no name: [1, 2, 3]
ethers, Granted: ambiguous event description
ethers, Granted(uint256,address): [2, 3]
web3.py, Granted: [1]
web3.py, Granted(uint256): [1]
web3.py, Granted(uint256,address): [2, 3]
SEEN
