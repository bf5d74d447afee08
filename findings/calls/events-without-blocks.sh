#!/usr/bin/env bash
# Events of a contract, asked for by name and without saying of which blocks. ethers 6.17.0 gives all since the first block (queryFilter), and those
# of the newest block where its provider is asked (getLogs); viem 2.57.20 and web3.py 8.0.0 (get_logs) give those of the newest block,
# which are mostly none, and so does web3.js 4.16.0 (getPastEvents). A program that was moved from ethers to one of these has an empty
# history, without an error.
# Guess: all, since whoever asks a contract for its events means its history; or else the newest block's, as JSON-RPC has it, everywhere.
# For Colophon: histories are read block by block, each named. Who looks for a work's events with viem or web3.py names the first block
# (fromBlock, from_block), and with ethers both, since many nodes refuse a range of all blocks.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 web3@4.16.0 @foundry-rs/anvil@1.7.1
python_packages web3==8.0.0

cat >probe.mjs <<'JS'
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { Contract, id, JsonRpcProvider } from "ethers";
import { createPublicClient, http, parseAbi } from "viem";
import { Web3 } from "web3";

import { withAnvil } from "./nodes.mjs";

const address = `0x${"33".repeat(20)}`;
const ABI = ["event Filed()"];
const JSON_ABI = [{ type: "event", name: "Filed", inputs: [], anonymous: false }];
const FILED = id("Filed()");
const ASK = `
import sys
from web3 import Web3

web3 = Web3(Web3.HTTPProvider(sys.argv[1]))
abi = [{"type": "event", "name": "Filed", "inputs": [], "anonymous": False}]
event = web3.eth.contract(address=sys.argv[2], abi=abi).events.Filed()
print(len(event.get_logs()), len(event.get_logs(from_block=0)))
`;

await withAnvil([], async (ask, { url }) => {
  const [from] = (await ask("eth_accounts")).result;
  // Leaves one event at each call.
  await ask("anvil_setCode", [address, `0x7f${FILED.slice(2)}60006000a100`]);
  for (let i = 0; i < 3; i += 1) await ask("eth_sendTransaction", [{ from, to: address }]);
  await ask("anvil_mine", ["0x1"]);

  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const contract = new Contract(address, ABI, provider);
  const viem = createPublicClient({ transport: http(url) });
  const abi = parseAbi(ABI);
  const web3 = new Web3(url);
  const inWeb3 = new web3.eth.Contract(JSON_ABI, address);
  const python = await promisify(execFile)("python/bin/python", ["-c", ASK, url, address]);
  const [pythonAlone, pythonAll] = python.stdout.trim().split(" ");
  const count = async (asking) => (await asking).length;
  const seen = {
    "ethers, queryFilter": await count(contract.queryFilter("Filed")),
    "ethers, getLogs": await count(provider.getLogs({ address })),
    "viem, getContractEvents": await count(viem.getContractEvents({ address, abi, eventName: "Filed" })),
    "viem, getLogs": await count(viem.getLogs({ address })),
    "viem, getContractEvents from block 0": await count(viem.getContractEvents({ address, abi, eventName: "Filed", fromBlock: 0n })),
    "web3.js, getPastEvents": await count(inWeb3.getPastEvents("Filed")),
    "web3.js, getPastEvents from block 0": await count(inWeb3.getPastEvents("Filed", { fromBlock: 0 })),
    "web3.py, get_logs": pythonAlone,
    "web3.py, get_logs from block 0": pythonAll,
  };
  for (const [words, number] of Object.entries(seen)) console.log(`${words}: ${number}`);
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
ethers, queryFilter: 3
ethers, getLogs: 0
viem, getContractEvents: 0
viem, getLogs: 0
viem, getContractEvents from block 0: 3
web3.js, getPastEvents: 0
web3.js, getPastEvents from block 0: 3
web3.py, get_logs: 0
web3.py, get_logs from block 0: 3
SEEN
