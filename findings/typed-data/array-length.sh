#!/usr/bin/env bash
# EIP-712: an array whose type names its length (uint8[2]), given with another number of members. viem 2.57.20 and
# @metamask/eth-sig-util 8.2.0 hash what is there, and sign; ethers 6.17.0, anvil 1.7.1 and Hardhat 2.29.1 refuse it.
# Guess: all refuse it: the length is part of the type, and Solidity has no such value.
# For Colophon: no contract can check such a signature, since its struct has room for exactly so many. A test on a development chain
# does not show it: there the node refuses what a wallet signs.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 @metamask/eth-sig-util@8.2.0 @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { concat, keccak256, toBeHex, toUtf8Bytes, TypedDataEncoder } from "ethers";

import { eachSigns, NAME_AND_CHAIN } from "./typed-data.mjs";

const types = { Split: [{ name: "shares", type: "uint8[2]" }] };
const domain = { name: "Registry", chainId: 31337 };
const document = {
  types: { EIP712Domain: NAME_AND_CHAIN, ...types },
  primaryType: "Split",
  domain,
  message: { shares: [100] },
};
const type = keccak256(toUtf8Bytes("Split(uint8[2] shares)"));
const struct = keccak256(concat([type, keccak256(toBeHex(100, 32))]));
const ofOne = keccak256(concat(["0x1901", TypedDataEncoder.hashDomain(domain), struct]));
await eachSigns(document, (isOf) => (isOf(ofOne) ? "the one member" : "something else"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
MetaMask: signs the one member
viem: signs the one member
ethers: refuses
anvil: refuses
Hardhat: refuses
SEEN
