#!/usr/bin/env bash
# EIP-712: the fields of the domain may be declared in the types (EIP712Domain) in another order than the standard's, or not all
# of them. @metamask/eth-sig-util 8.2.0 and viem 2.40.0 hash what is declared; ethers 6.16.0, anvil 1.7.1 and Hardhat 2.29.1 do
# not look at it, and hash what the domain has in the standard's order. So one document has two digests, and a signature that
# one of them makes the other takes for a stranger's.
# Guess: all hash what is declared, since eth_signTypedData_v4 asks for the declaration.
# For Colophon: the contracts hash the four fields in the standard's order (ERC-5267 says so); a wallet that is handed typed data
# must be handed EIP712Domain with exactly these, in this order.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.16.0 viem@2.40.0 @metamask/eth-sig-util@8.2.0 @foundry-rs/anvil@1.7.1 hardhat@2.29.1

cat >probe.mjs <<'JS'
import { SignTypedDataVersion, TypedDataUtils } from "@metamask/eth-sig-util";
import { hexlify, recoverAddress, TypedDataEncoder } from "ethers";
import { hashTypedData } from "viem";

import { withAnvil, withHardhat } from "./nodes.mjs";

const FIELDS = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];
const types = { Registration: [{ name: "contentHash", type: "bytes32" }] };
const domain = { name: "Registry", version: "1", chainId: 31337, verifyingContract: `0x${"33".repeat(20)}` };
const message = { contentHash: `0x${"ab".repeat(32)}` };
const standard = TypedDataEncoder.hash(domain, types, message);
const documents = {
  "standard order": FIELDS,
  "another order": [FIELDS[2], FIELDS[0], FIELDS[1], FIELDS[3]],
  "without the contract": FIELDS.slice(0, 3),
};

const say = (who, label, isStandard) => console.log(`${label}: ${who} ${isStandard ? "as the standard's" : "as declared"}`);
for (const [label, EIP712Domain] of Object.entries(documents)) {
  const document = { types: { EIP712Domain, ...types }, primaryType: "Registration", domain, message };
  say("MetaMask", label, hexlify(TypedDataUtils.eip712Hash(document, SignTypedDataVersion.V4)) === standard);
  say("viem", label, hashTypedData(structuredClone(document)) === standard);
  const node = (name) => async (ask) => {
    const [account] = (await ask("eth_accounts")).result;
    const { result } = await ask("eth_signTypedData_v4", [account, document]);
    say(name, label, recoverAddress(standard, result).toLowerCase() === account.toLowerCase());
  };
  await withAnvil([], node("anvil"));
  await withHardhat({}, node("Hardhat"));
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
standard order: MetaMask as the standard's
standard order: viem as the standard's
standard order: anvil as the standard's
standard order: Hardhat as the standard's
another order: MetaMask as declared
another order: viem as declared
another order: anvil as the standard's
another order: Hardhat as the standard's
without the contract: MetaMask as declared
without the contract: viem as declared
without the contract: anvil as the standard's
without the contract: Hardhat as the standard's
SEEN
