#!/usr/bin/env bash
# EIP-712: a field whose type is "uint", as Solidity lets one write it. The standard says that there are no such aliases. viem 2.57.20
# refuses the type; ethers 6.16.0 makes uint256 of it before it hashes; @metamask/eth-sig-util 8.2.0, eth-account 0.13.7,
# anvil 1.7.1 and Hardhat 2.29.1 hash the word as it stands. So one document has two digests, and what a wallet signs another
# program takes for a stranger's; the value is encoded alike, which is why a look at the bytes shows nothing.
# Guess: all refuse it, or all take it for uint256, since the two are one type to the compiler.
# For Colophon: its types are written out (uint256), as in the contracts' type hashes, and a test compares the two.
source "$(dirname "$0")/../shared/begin.sh"
command -v python3 >/dev/null || { echo "this finding needs Python, since eth-account is a package of it"; exit 1; }
packages @foundry-rs/anvil@1.7.1 @metamask/eth-sig-util@8.2.0 ethers@6.16.0 hardhat@2.29.1 viem@2.57.20
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check eth-account==0.13.7 >&2

cat >sign.py <<'PY'
import json

from eth_account import Account

key = "0x" + "11" * 31 + "07"
print("0x" + bytes(Account.sign_typed_data(key, full_message=json.load(open("document.json"))).signature).hex())
PY
cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

import { signTypedData, SignTypedDataVersion } from "@metamask/eth-sig-util";
import { concat, id, keccak256, recoverAddress, toBeHex, TypedDataEncoder, Wallet } from "ethers";
import { hashTypedData } from "viem";

import { withAnvil, withHardhat } from "./nodes.mjs";

const wallet = new Wallet(`0x${"11".repeat(31)}07`);
const FIELDS = [{ name: "name", type: "string" }, { name: "chainId", type: "uint256" }];
const types = { License: [{ name: "fee", type: "uint" }] };
const domain = { name: "Registry", chainId: 31337 };
const document = { types: { EIP712Domain: FIELDS, ...types }, primaryType: "License", domain, message: { fee: 5 } };
writeFileSync("document.json", JSON.stringify(document));

const digest = (typeName) =>
  keccak256(concat(["0x1901", TypedDataEncoder.hashDomain(domain), keccak256(concat([id(`License(${typeName} fee)`), toBeHex(5, 32)]))]));

const look = async (name, signer, sign) => {
  try {
    const signature = await sign();
    const found = ["uint", "uint256"].find((word) => recoverAddress(digest(word), signature).toLowerCase() === signer.toLowerCase());
    console.log(`${name}: signs License(${found} fee)`);
  } catch {
    console.log(`${name}: refuses`);
  }
};
const privateKey = Buffer.from(wallet.privateKey.slice(2), "hex");
await look("MetaMask", wallet.address, () => signTypedData({ privateKey, data: document, version: SignTypedDataVersion.V4 }));
await look("eth-account", wallet.address, () => execFileSync("python/bin/python", ["sign.py"]).toString().trim());
await look("viem", wallet.address, () => wallet.signingKey.sign(hashTypedData(document)).serialized);
await look("ethers", wallet.address, () => wallet.signTypedData(domain, types, document.message));
const node = (name) => async (ask) => {
  const [account] = (await ask("eth_accounts")).result;
  await look(name, account, async () => (await ask("eth_signTypedData_v4", [account, document])).result);
};
await withAnvil([], node("anvil"));
await withHardhat({}, node("Hardhat"));
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
