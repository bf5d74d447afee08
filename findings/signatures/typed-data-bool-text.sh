#!/usr/bin/env bash
# EIP-712: a bool that comes as text, "false" as from a form, a CSV file or a query. ethers 6.17.0 and
# @metamask/eth-sig-util 8.2.0 sign true, anvil 1.7.1 and Hardhat 2.29.1 sign false, and viem 2.57.20 refuses it. ethers makes a
# true of it in a call as well.
# Guess: all refuse it; at least all mean the same by it.
# For Colophon: tasks hand over booleans only (the types of typechain say so), and a column of a batch is read by name, not by truth.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20 @metamask/eth-sig-util@8.2.0 @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { signTypedData, SignTypedDataVersion } from "@metamask/eth-sig-util";
import { AbiCoder, recoverAddress, TypedDataEncoder, Wallet } from "ethers";
import { hashTypedData } from "viem";

import { withAnvil, withHardhat } from "./nodes.mjs";

const wallet = new Wallet(`0x${"11".repeat(31)}07`);
const EIP712Domain = [
  { name: "name", type: "string" },
  { name: "chainId", type: "uint256" },
];
const types = { Licence: [{ name: "exclusive", type: "bool" }] };
const domain = { name: "Registry", chainId: 31337 };
const message = { exclusive: "false" };
const document = { types: { EIP712Domain, ...types }, primaryType: "Licence", domain, message };

const look = async (name, signer, sign) => {
  try {
    const signature = await sign();
    const signed = [true, false].filter((exclusive) => {
      const digest = TypedDataEncoder.hash(domain, types, { exclusive });
      return recoverAddress(digest, signature).toLowerCase() === signer.toLowerCase();
    });
    console.log(`${name}: signs ${signed.join() || "something else"}`);
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
