#!/usr/bin/env bash
# A title moves (ERC-721), and a reader with the interface of ERC-20 looks at it, as wallets and bookkeeping programs have one for all tokens. The two
# Transfer events have one name and one hash, and differ in what is indexed. ethers 6.17.0 (queryFilter) and web3.js 4.16.0 (getPastEvents) list
# the event without arguments, and parseLog of ethers throws; viem 2.57.20 lists it with both parties and no number (getContractEvents), and
# not at all where it is strict or parses a receipt; web3.py 8.0.0 leaves it out of a receipt, with a warning, and throws in get_logs.
# Guess: all leave it out, or all throw, since the number of topics tells at once.
# For Colophon: its titles are ERC-721, and its commands read their events with the contract's own interface. A program that follows
# all tokens of an account has to look at the number of topics, four for a title, first.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 web3@4.16.0 @foundry-rs/anvil@1.7.1
python_packages web3==8.0.0

cat >probe.mjs <<'JS'
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { Contract, id, Interface, JsonRpcProvider, toBeHex } from "ethers";
import { createPublicClient, http, parseAbi, parseEventLogs } from "viem";
import { Web3 } from "web3";

import { withAnvil } from "./nodes.mjs";

const address = `0x${"33".repeat(20)}`;
const ABI = ["event Transfer(address indexed from, address indexed to, uint256 value)"];
const ASK = `
import json, sys, warnings
from web3 import Web3

url, address, abi, transaction = sys.argv[1:]
web3 = Web3(Web3.HTTPProvider(url))
event = web3.eth.contract(address=address, abi=json.loads(abi)).events.Transfer()
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    found = event.process_receipt(web3.eth.get_transaction_receipt(transaction))
print(len(found), "and", len(warned), "warning")
try:
    print(len(event.get_logs(from_block=0)))
except Exception as error:
    print(type(error).__name__)
`;
const INPUTS = [
  { name: "from", type: "address", indexed: true },
  { name: "to", type: "address", indexed: true },
  { name: "value", type: "uint256", indexed: false },
];
const word = (number) => toBeHex(number, 32).slice(2);
const show = (value) => JSON.stringify(value, (_, member) => (typeof member === "bigint" ? `${member}` : member));

await withAnvil([], async (ask, { url }) => {
  const [from] = (await ask("eth_accounts")).result;
  // Leaves Transfer(1, 2, 7) at each call, all three indexed.
  const push = [7, 2, 1].map((number) => `7f${word(number)}`).join("");
  await ask("anvil_setCode", [address, `0x${push}7f${id("Transfer(address,address,uint256)").slice(2)}60006000a400`]);
  const { result: transaction } = await ask("eth_sendTransaction", [{ from, to: address }]);

  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const [event] = await new Contract(address, ABI, provider).queryFilter("Transfer");
  console.log(`ethers, queryFilter: ${event.constructor.name}, arguments ${event.args}`);
  try {
    console.log("ethers, parseLog:", new Interface(ABI).parseLog(event));
  } catch ({ code }) {
    console.log(`ethers, parseLog: ${code}`);
  }

  const viem = createPublicClient({ transport: http(url) });
  const abi = parseAbi(ABI);
  const question = { address, abi, eventName: "Transfer", fromBlock: 0n };
  const values = (logs) => show(logs.map(({ args }) => Object.keys(args)));
  console.log(`viem, getContractEvents: ${values(await viem.getContractEvents(question))}`);
  console.log(`viem, strict: ${values(await viem.getContractEvents({ ...question, strict: true }))}`);
  const logs = await viem.getLogs({ address, fromBlock: 0n });
  console.log(`viem, parseEventLogs: ${values(parseEventLogs({ abi, logs }))}`);

  const json = [{ type: "event", name: "Transfer", anonymous: false, inputs: INPUTS }];
  const inWeb3 = new new Web3(url).eth.Contract(json, address);
  const past = await inWeb3.getPastEvents("Transfer", { fromBlock: 0 }).catch(({ name }) => name);
  console.log(`web3.js, getPastEvents: ${typeof past === "string" ? past : show(past.map(({ event, returnValues }) => [event, returnValues]))}`);
  const { stdout } = await promisify(execFile)("python/bin/python", ["-c", ASK, url, address, JSON.stringify(json), transaction]);
  const [receipt, found] = stdout.trim().split("\n");
  console.log(`web3.py, process_receipt: ${receipt}\nweb3.py, get_logs: ${found}`);
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
ethers, queryFilter: UndecodedEventLog, arguments undefined
ethers, parseLog: BUFFER_OVERRUN
viem, getContractEvents: [["from","to"]]
viem, strict: []
viem, parseEventLogs: []
web3.js, getPastEvents: [["Transfer",{"__length__":0}]]
web3.py, process_receipt: 0 and 1 warning
web3.py, get_logs: LogTopicError
SEEN
