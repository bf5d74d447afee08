#!/usr/bin/env bash
# Who asks, when a call names nobody (eth_call without "from", which is what a library sends for a reader without a key). Hardhat 2.29.1
# takes its first account, the one that deploys by default; anvil 1.7.1 the zero address, as geth does. So a view that only the owner
# may ask answers everybody in tests on Hardhat, and "my works" are the deployer's. Hardhat also lets such a call pay with money that
# nobody has, and its block has no base fee then.
# Guess: the zero address on both, since the standard tools' documentation of eth_call has "from" as optional and says no more.
# For Colophon: views take the account as an argument and never look at msg.sender; a simulated write names its sender.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 @openzeppelin/contracts@5.7.0 ethers@6.16.0 hardhat@2.29.1 solc@0.8.30

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { Contract, ContractFactory, JsonRpcProvider } from "ethers";
import solc from "solc";

import { withAnvil, withHardhat } from "./nodes.mjs";

const SOURCE = `pragma solidity 0.8.30;
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
contract Drafts is Ownable(msg.sender) {
    function title() external view onlyOwner returns (string memory) { return "not published yet"; }
    function asker() external view returns (address) { return msg.sender; }
    function baseFee() external view returns (uint256) { return block.basefee; }
    function buy() external payable returns (uint256) { return msg.value; }
}`;
const settings = { evmVersion: "cancun", outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const input = { language: "Solidity", sources: { "drafts.sol": { content: SOURCE } }, settings };
const find = (path) => ({ contents: readFileSync(`node_modules/${path}`, "utf8") });
const { abi, evm } = JSON.parse(solc.compile(JSON.stringify(input), { import: find })).contracts["drafts.sol"].Drafts;

const look = (name) => async (ask, { url }) => {
  const provider = new JsonRpcProvider(url);
  const factory = new ContractFactory(abi, evm.bytecode.object, await provider.getSigner(0));
  const address = await (await (await factory.deploy()).waitForDeployment()).getAddress();
  const drafts = new Contract(address, abi, provider);
  const say = async (words, answer) => console.log(`${name}, ${words}: ${await answer.catch((error) => error.revert?.name ?? "refused")}`);
  const [first] = (await ask("eth_accounts")).result;
  await say("the asker is the first account", drafts.asker().then((asker) => asker.toLowerCase() === first));
  await say("what only the owner may read", drafts.title());
  await say("a base fee", drafts.baseFee().then((fee) => fee > 0n));
  await say("a payment of more than there is", drafts.buy.staticCall({ value: 10n ** 30n }));
  provider.destroy();
};
await withAnvil([], look("anvil"));
await withHardhat({}, look("Hardhat"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
anvil, the asker is the first account: false
anvil, what only the owner may read: OwnableUnauthorizedAccount
anvil, a base fee: true
anvil, a payment of more than there is: refused
Hardhat, the asker is the first account: true
Hardhat, what only the owner may read: not published yet
Hardhat, a base fee: false
Hardhat, a payment of more than there is: 1000000000000000000000000000000
SEEN
