#!/usr/bin/env bash
# An event with an indexed struct, or an indexed list of a fixed length, which Solidity allows, and of which a log has the hash. web3.py 8.0.0
# reads none of them: it decodes the hash as the value, and says that bytes are missing or not empty, so that the parameters
# which are not indexed are lost as well; with lists of any length it finds no fault. go-ethereum 1.17.10 (accounts/abi) refuses a
# struct and reads lists. A function it looks for at the other end of the word from where solc 0.8.30 puts it, and ethers 6.17.0 and
# viem 2.57.20 have no type for one.
# Guess: whatever is longer than a word is its hash to all of them, as the ABI has it, and as ethers and viem do.
# For Colophon: what its events index are hashes, numbers and addresses. A contract that readers in Python or Go are to follow
# indexes the hash of a struct, by itself.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, for go-ethereum"; exit 1; }
packages @foundry-rs/anvil@1.7.1 ethers@6.17.0 solc@0.8.30 viem@2.57.20
python_packages web3==8.0.0

cat >Shares.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Shares {
  struct Share {
    uint256 percent;
    uint256 until;
  }

  struct Named {
    string name;
    uint256 percent;
  }

  event Text(string indexed value, uint256 number);
  event List(uint256[] indexed value, uint256 number);
  event Structs(Share[] indexed value, uint256 number);
  event Pair(uint256[2] indexed value, uint256 number);
  event Bytes(uint8[2] indexed value, uint256 number);
  event Struct(Share indexed value, uint256 number);
  event Dynamic(Named indexed value, uint256 number);
  event Function(function() external indexed value, uint256 number);

  function show() external {
    Share memory share = Share(50, 2030);
    emit Text("title", 7);
    emit List(new uint256[](2), 7);
    emit Structs(new Share[](1), 7);
    emit Pair([uint256(1), 2], 7);
    emit Bytes([1, 2], 7);
    emit Struct(share, 7);
    emit Dynamic(Named("Ada", 50), 7);
    emit Function(this.show, 7);
  }
}
SOL
cat >read.py <<'PYTHON'
import json

from web3 import Web3

for found in json.load(open("logs.json")):
    log = dict(found["log"], topics=[bytes.fromhex(topic[2:]) for topic in found["log"]["topics"]])
    event = Web3().eth.contract(abi=[found["event"]]).events[found["event"]["name"]]
    try:
        print("read, number", event().process_log(log)["args"]["number"])
    except Exception as error:
        print(type(error).__name__)
PYTHON
mkdir reader
cat >reader/go.mod <<'MOD'
module reader

go 1.25

require github.com/ethereum/go-ethereum v1.17.10
MOD
cat >reader/main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

type found struct {
	Event json.RawMessage `json:"event"`
	Log   struct {
		Topics []string `json:"topics"`
	} `json:"log"`
}

func main() {
	text, _ := os.ReadFile("logs.json")
	var all []found
	if err := json.Unmarshal(text, &all); err != nil {
		panic(err)
	}
	for _, one := range all {
		parsed, err := abi.JSON(strings.NewReader("[" + string(one.Event) + "]"))
		if err != nil {
			panic(err)
		}
		for _, event := range parsed.Events {
			topics := []common.Hash{common.HexToHash(one.Log.Topics[1])}
			err := abi.ParseTopicsIntoMap(map[string]any{}, event.Inputs[:1], topics)
			if err == nil {
				fmt.Println("read")
			} else {
				words, _, _ := strings.Cut(err.Error(), ", got")
				fmt.Println(words)
			}
		}
	}
}
GO
(cd reader && GOFLAGS=-mod=mod go build -o ../read-go . >&2)
cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

import { ContractFactory, Interface, JsonRpcProvider } from "ethers";
import solc from "solc";
import { decodeEventLog } from "viem";

import { withAnvil } from "./nodes.mjs";

const settings = { outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const sources = { "Shares.sol": { content: readFileSync("Shares.sol", "utf8") } };
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources })));
const { abi, evm } = output.contracts["Shares.sol"].Shares;
const events = abi.filter(({ type }) => type === "event");
console.warn = console.log = () => {}; // ethers tells that it has no type for the function

const logs = await withAnvil([], async (_ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const shares = await new ContractFactory(abi, evm.bytecode.object, await provider.getSigner(0)).deploy();
  const { logs } = await (await shares.show()).wait();
  provider.destroy();
  return logs.map((log) => JSON.parse(JSON.stringify(log))).map((log) => ({ ...log, logIndex: 0 }));
});
const named = ["Text", "List", "Structs", "Pair", "Bytes", "Struct", "Dynamic", "Function"];
const cases = named.map((name, i) => ({ event: events.find((event) => event.name === name), log: logs[i] }));
writeFileSync("logs.json", JSON.stringify(cases));

const attempt = (read) => {
  try {
    return `read, number ${read()}`;
  } catch {
    return "refuses";
  }
};
const lines = (command, ...args) => execFileSync(command, args).toString().trim().split("\n");
const python = lines("python/bin/python", "read.py");
const go = lines("./read-go");
for (const [i, { event, log }] of cases.entries()) {
  const { type, components } = event.inputs[0];
  const ethers = attempt(() => new Interface([event]).parseLog(log).args.number);
  const viem = attempt(() => decodeEventLog({ abi: [event], ...log }).args.number);
  const of = components === undefined ? type : type.replace("tuple", components[0].type === "string" ? "Named" : "Share");
  process.stdout.write(`${of}\n  ethers: ${ethers}; viem: ${viem}\n  web3.py: ${python[i]}\n  go-ethereum: ${go[i]}\n`);
}
process.stdout.write(`the word of the function ends with zeros: ${/0{16}$/.test(logs[7].topics[1])}\n`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
string
  ethers: read, number 7; viem: read, number 7
  web3.py: read, number 7
  go-ethereum: read
uint256[]
  ethers: read, number 7; viem: read, number 7
  web3.py: read, number 7
  go-ethereum: read
Share[]
  ethers: read, number 7; viem: read, number 7
  web3.py: read, number 7
  go-ethereum: read
uint256[2]
  ethers: read, number 7; viem: read, number 7
  web3.py: InsufficientDataBytes
  go-ethereum: read
uint8[2]
  ethers: read, number 7; viem: read, number 7
  web3.py: NonEmptyPaddingBytes
  go-ethereum: read
Share
  ethers: read, number 7; viem: read, number 7
  web3.py: InsufficientDataBytes
  go-ethereum: tuple type in topic reconstruction
Named
  ethers: read, number 7; viem: read, number 7
  web3.py: InvalidPointer
  go-ethereum: tuple type in topic reconstruction
function
  ethers: refuses; viem: refuses
  web3.py: read, number 7
  go-ethereum: bind: got improperly encoded function type
the word of the function ends with zeros: true
SEEN
