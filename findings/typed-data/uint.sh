#!/usr/bin/env bash
# EIP-712: a field whose type is "uint", as Solidity lets one write it. The standard says that there are no such aliases. viem 2.57.20
# refuses the type; ethers 6.16.0 makes uint256 of it before it hashes; @metamask/eth-sig-util 8.2.0, eth-account 0.13.7,
# anvil 1.7.1 and Hardhat 2.29.1 hash the word as it stands. So one document has two digests, and what a wallet signs another
# program takes for a stranger's; the value is encoded alike, which is why a look at the bytes shows nothing.
# Guess: all refuse it, or all take it for uint256, since the two are one type to the compiler.
# For Colophon: its types are written out (uint256), as in the contracts' type hashes, and a test compares the two.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 @metamask/eth-sig-util@8.2.0 ethers@6.16.0 hardhat@2.29.1 viem@2.57.20
python_packages eth-account==0.13.7

cat >probe.mjs <<'JS'
import { concat, id, keccak256, toBeHex, TypedDataEncoder } from "ethers";

import { eachSigns, NAME_AND_CHAIN } from "./typed-data.mjs";

const types = { License: [{ name: "fee", type: "uint" }] };
const domain = { name: "Registry", chainId: 31337 };
const document = {
  types: { EIP712Domain: NAME_AND_CHAIN, ...types },
  primaryType: "License",
  domain,
  message: { fee: 5 },
};
const digest = (typeName) => {
  const struct = keccak256(concat([id(`License(${typeName} fee)`), toBeHex(5, 32)]));
  return keccak256(concat(["0x1901", TypedDataEncoder.hashDomain(domain), struct]));
};
await eachSigns(document, (isOf) => `License(${["uint", "uint256"].find((word) => isOf(digest(word)))} fee)`, true);
JS
node probe.mjs >seen

compare seen <<'SEEN'
MetaMask: signs License(uint fee)
eth-account: signs License(uint fee)
viem: refuses
ethers: signs License(uint256 fee)
anvil: signs License(uint fee)
Hardhat: signs License(uint fee)
SEEN
