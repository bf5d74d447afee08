#!/usr/bin/env bash
# EIP-712: an array whose type names its length (uint8[2]), given with another number of members. viem 2.57.20 and
# @metamask/eth-sig-util 8.2.0 hash what is there, and sign; ethers 6.17.0, anvil 1.7.1 and Hardhat 2.29.1 refuse it.
# Guess: all refuse it: the length is part of the type, and Solidity has no such value.
# For Colophon: no contract can check such a signature, since its struct has room for exactly so many. A test on a development chain
# does not show it: there the node refuses what a wallet signs.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 @metamask/eth-sig-util@8.2.0 @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { signTypedData, SignTypedDataVersion } from "@metamask/eth-sig-util";
import { concat, keccak256, recoverAddress, toBeHex, toUtf8Bytes, TypedDataEncoder, Wallet } from "ethers";
import { hashTypedData } from "viem";

import { withAnvil, withHardhat } from "./nodes.mjs";

const wallet = new Wallet(`0x${"11".repeat(31)}07`);
const EIP712Domain = [
  { name: "name", type: "string" },
  { name: "chainId", type: "uint256" },
];
const types = { Split: [{ name: "shares", type: "uint8[2]" }] };
const domain = { name: "Registry", chainId: 31337 };
const message = { shares: [100] };
const document = { types: { EIP712Domain, ...types }, primaryType: "Split", domain, message };

const type = keccak256(toUtf8Bytes("Split(uint8[2] shares)"));
const struct = keccak256(concat([type, keccak256(toBeHex(100, 32))]));
const ofOne = keccak256(concat(["0x1901", TypedDataEncoder.hashDomain(domain), struct]));

const look = async (name, signer, sign) => {
  try {
    const isOne = recoverAddress(ofOne, await sign()).toLowerCase() === signer.toLowerCase();
    console.log(`${name}: signs ${isOne ? "the one member" : "something else"}`);
  } catch {
    console.log(`${name}: refuses`);
  }
};
const privateKey = Buffer.from(wallet.privateKey.slice(2), "hex");
await look("MetaMask", wallet.address, () => signTypedData({ privateKey, data: document, version: SignTypedDataVersion.V4 }));
await look("viem", wallet.address, () => wallet.signingKey.sign(hashTypedData(document)).serialized);
await look("ethers", wallet.address, () => wallet.signTypedData(domain, types, message));
const node = (name) => async (ask) => {
  const [account] = (await ask("eth_accounts")).result;
  await look(name, account, async () => (await ask("eth_signTypedData_v4", [account, document])).result);
};
await withAnvil([], node("anvil"));
await withHardhat({}, node("Hardhat"));
JS
node probe.mjs >seen

compare seen <<'SEEN'
MetaMask: signs the one member
viem: signs the one member
ethers: refuses
anvil: refuses
Hardhat: refuses
SEEN
