#!/usr/bin/env bash
# What an empty list means in a question for events. ethers 6.16.0, asked for those of any of no ids, hands the node an empty list.
# anvil 1.7.1 reads it as "whatever", as the execution APIs of Ethereum have it, and gives the events of all ids; Hardhat 2.29.1 gives
# none, so that a test there shows nothing. viem 2.57.20 gives none on both, since it looks once more itself; but of an empty
# list of contracts it gives everything, as ethers does, and for an event whose name the ABI does not have, a slip, every event
# of the contract. So the works of a publisher who has none are everybody's.
# Guess: any of nothing is nothing, on every node, and a name that the ABI does not have is an error.
# For Colophon: histories are read one work at a time, by its own topic; who reads for a list looks first whether it is empty.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.16.0 hardhat@2.29.1 solc@0.8.30 viem@2.57.20

cat >probe.mjs <<'JS'
import { Contract, ContractFactory, JsonRpcProvider } from "ethers";
import solc from "solc";
import { createPublicClient, http } from "viem";

import { withAnvil, withHardhat } from "./nodes.mjs";

const SOURCE = `pragma solidity 0.8.30;
contract Works {
    event Registered(uint256 indexed id);
    event Moved(uint256 indexed id);
    constructor() { emit Registered(1); emit Registered(2); emit Moved(2); }
}`;
const settings = { evmVersion: "cancun", outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const input = { language: "Solidity", sources: { "works.sol": { content: SOURCE } }, settings };
const { abi, evm } = JSON.parse(solc.compile(JSON.stringify(input))).contracts["works.sol"].Works;

const look = (name) => async (_, { url }) => {
  const provider = new JsonRpcProvider(url);
  const factory = new ContractFactory(abi, evm.bytecode.object, await provider.getSigner(0));
  const contract = await (await factory.deploy()).waitForDeployment();
  const client = createPublicClient({ transport: http(url) });
  const address = await contract.getAddress();
  const events = (question) => client.getContractEvents({ address, abi, fromBlock: 0n, ...question });
  const count = (words, found) => console.log(`${name}, ${words}: ${found.length}`);

  const { Registered } = new Contract(address, abi, provider).filters;
  count("ethers, Registered of id 1", await contract.queryFilter(Registered([1])));
  count("ethers, Registered of no id", await contract.queryFilter(Registered([])));
  count("ethers, logs of no contract", await provider.getLogs({ address: [], fromBlock: 0 }));
  count("viem, Registered of id 1", await events({ eventName: "Registered", args: { id: [1n] } }));
  count("viem, Registered of no id", await events({ eventName: "Registered", args: { id: [] } }));
  count("viem, logs of no contract", await client.getLogs({ address: [], fromBlock: 0n }));
  count("viem, an event that is none", await events({ eventName: "Registred" }));
  provider.destroy();
};
await withAnvil([], look("anvil"));
await withHardhat({}, look("Hardhat"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
anvil, ethers, Registered of id 1: 1
anvil, ethers, Registered of no id: 2
anvil, ethers, logs of no contract: 3
anvil, viem, Registered of id 1: 1
anvil, viem, Registered of no id: 0
anvil, viem, logs of no contract: 3
anvil, viem, an event that is none: 3
Hardhat, ethers, Registered of id 1: 1
Hardhat, ethers, Registered of no id: 0
Hardhat, ethers, logs of no contract: 3
Hardhat, viem, Registered of id 1: 1
Hardhat, viem, Registered of no id: 0
Hardhat, viem, logs of no contract: 3
Hardhat, viem, an event that is none: 3
SEEN
