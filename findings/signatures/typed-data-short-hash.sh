#!/usr/bin/env bash
# EIP-712: a bytes32 that is given with fewer bytes, as happens to a hash whose leading zeros somebody cut off.
# @metamask/eth-sig-util 8.2.0, eth-account 0.13.7, anvil 1.7.1 and Hardhat 2.29.1 put zeros behind it and sign, without a
# word; ethers 6.16.0 and viem 2.40.0 refuse it.
# Guess: all refuse it, since the type says 32 bytes.
# For Colophon: the signature of such a document is good for another work. The content hash is asked for with all of its 64
# digits everywhere (lib/hashing/work-id.ts), and typed data are made by ethers.
source "$(dirname "$0")/../shared/begin.sh"
command -v python3 >/dev/null || { echo "this finding needs Python, since eth-account is a package of it"; exit 1; }
packages ethers@6.16.0 viem@2.40.0 @metamask/eth-sig-util@8.2.0 @foundry-rs/anvil@1.7.1 hardhat@2.29.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check eth-account==0.13.7 >&2

cat >sign.py <<'PY'
import json
from eth_account import Account

key = bytes([0x11] * 31 + [7])
print("0x" + Account.sign_typed_data(key, full_message=json.load(open("document.json"))).signature.hex().removeprefix("0x"))
PY
cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

import { signTypedData, SignTypedDataVersion } from "@metamask/eth-sig-util";
import { recoverAddress, TypedDataEncoder, Wallet } from "ethers";
import { hashTypedData } from "viem";

import { withAnvil, withHardhat } from "./nodes.mjs";

const wallet = new Wallet(`0x${"11".repeat(31)}07`);
const FIELDS = [
  { name: "name", type: "string" },
  { name: "chainId", type: "uint256" },
];
const types = { Registration: [{ name: "contentHash", type: "bytes32" }] };
const domain = { name: "Registry", chainId: 31337 };
const SHORT = `0x${"ab".repeat(31)}`;
const document = { types: { EIP712Domain: FIELDS, ...types }, primaryType: "Registration", domain, message: { contentHash: SHORT } };
writeFileSync("document.json", JSON.stringify(document));
const padded = TypedDataEncoder.hash(domain, types, { contentHash: `${SHORT}00` });

const look = async (name, signer, sign) => {
  try {
    const signature = await sign();
    const isPadded = recoverAddress(padded, signature).toLowerCase() === signer.toLowerCase();
    console.log(`${name}: signs ${isPadded ? "it with a zero behind it" : "something else"}`);
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
MetaMask: signs it with a zero behind it
eth-account: signs it with a zero behind it
viem: refuses
ethers: refuses
anvil: signs it with a zero behind it
Hardhat: signs it with a zero behind it
SEEN
