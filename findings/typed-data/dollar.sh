#!/usr/bin/env bash
# EIP-712: a struct whose name has a dollar sign, as Solidity allows in every name and generators of code use. @metamask/eth-sig-util 8.2.0
# and ox 1.8.3 find the fields by \w, which has no dollar sign, and leave the type of the field out of what they hash: they sign, and
# the digest is another than that of the contract, of ethers 6.17.0, viem 2.57.20 and eth-account 0.14.0. web3-eth-abi 4.4.1 refuses it.
# Guess: all find a type by its whole name, since the standard says that it is "a valid identifier".
# For Colophon: no type of it has such a name, and a test compares its types with the contracts'.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 @metamask/eth-sig-util@8.2.0 ethers@6.17.0 hardhat@2.29.1 ox@1.8.3 solc@0.8.30 viem@2.57.20 web3-eth-abi@4.4.1
python_packages eth-account==0.14.0

cat >probe.mjs <<'JS'
import { concat, id, keccak256, toBeHex, TypedDataEncoder } from "ethers";
import { TypedData } from "ox";
import solc from "solc";
import { getEncodedEip712Data } from "web3-eth-abi";

import { eachSigns, NAME_AND_CHAIN } from "./typed-data.mjs";

const types = { Work: [{ name: "share", type: "Share$" }], Share$: [{ name: "percent", type: "uint256" }] };
const domain = { name: "Registry", chainId: 31337 };
const document = {
  types: { EIP712Domain: NAME_AND_CHAIN, ...types },
  primaryType: "Work",
  domain,
  message: { share: { percent: 50 } },
};
const SHARE = "Share$(uint256 percent)";
const share = keccak256(concat([id(SHARE), toBeHex(50, 32)]));
const digest = (type) =>
  keccak256(concat(["0x1901", TypedDataEncoder.hashDomain(domain), keccak256(concat([id(type), share]))]));
const NAMES = { [`Work(Share$ share)${SHARE}`]: "whole", "Work(Share$ share)": "without the share's" };
const wordsOf = (isOf) => {
  const type = Object.keys(NAMES).find((text) => isOf(digest(text)));
  return type === undefined ? "something else" : `the type ${NAMES[type]}`;
};

const source = `pragma solidity 0.8.30; contract Works { struct Share$ { uint256 percent; } function share(Share$ calldata) external {} }`;
const input = { language: "Solidity", sources: { "works.sol": { content: source } }, settings: { outputSelection: { "*": { "*": ["abi"] } } } };
const output = JSON.parse(solc.compile(JSON.stringify(input)));
console.log(`Solidity: ${output.contracts["works.sol"].Works.abi[0].inputs[0].internalType}`);
await eachSigns(document, wordsOf, true);
console.log(`ox: signs ${wordsOf((hash) => hash === keccak256(TypedData.encode(document)))}`);
try {
  console.log(`web3.js: signs ${wordsOf((hash) => hash === getEncodedEip712Data(document, true))}`);
} catch {
  console.log("web3.js: refuses");
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
Solidity: struct Works.Share$
MetaMask: signs the type without the share's
eth-account: signs the type whole
viem: signs the type whole
ethers: signs the type whole
anvil: signs the type whole
Hardhat: signs the type whole
ox: signs the type without the share's
web3.js: refuses
SEEN
