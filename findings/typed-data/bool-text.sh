#!/usr/bin/env bash
# EIP-712: a bool that comes as text, "false" as from a form, a CSV file or a query. ethers 6.17.0 and
# @metamask/eth-sig-util 8.2.0 sign true, anvil 1.7.1 and Hardhat 2.29.1 sign false, and viem 2.57.20 refuses it. ethers makes a
# true of it in a call as well.
# Guess: all refuse it; at least all mean the same by it.
# For Colophon: tasks hand over booleans only (the types of typechain say so), and a column of a batch is read by name, not by truth.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 @metamask/eth-sig-util@8.2.0 @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { AbiCoder, TypedDataEncoder } from "ethers";

import { eachSigns, NAME_AND_CHAIN } from "./typed-data.mjs";

const types = { Licence: [{ name: "exclusive", type: "bool" }] };
const domain = { name: "Registry", chainId: 31337 };
const document = {
  types: { EIP712Domain: NAME_AND_CHAIN, ...types },
  primaryType: "Licence",
  domain,
  message: { exclusive: "false" },
};
const signed = (isOf) =>
  [true, false].filter((exclusive) => isOf(TypedDataEncoder.hash(domain, types, { exclusive }))).join();
await eachSigns(document, (isOf) => signed(isOf) || "something else");
console.log("ethers, in a call:", AbiCoder.defaultAbiCoder().encode(["bool"], ["false"]).endsWith("1"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
MetaMask: signs true
viem: refuses
ethers: signs true
anvil: signs false
Hardhat: signs false
ethers, in a call: true
SEEN
