#!/usr/bin/env bash
# A content hash in hex, signed as a message (ERC-191). ethers 6.16.0 and viem 2.57.20 sign its 66 characters; web3-eth-accounts 4.3.1, and
# anvil 1.7.1 and Hardhat 2.29.1 when asked by personal_sign, its 32 bytes. The signatures are for different messages, and none is
# refused. For hashing it is otherwise: ethers' id takes characters, but viem's keccak256(toBytes(text)), as its documentation has it for
# texts, takes what looks like hex as bytes, and so does web3-utils: a work that is called "0xcafe" has the hash of two bytes.
# Guess: a function that takes text takes text, or all of them look for 0x alike; with any other text they agree.
# For Colophon: nobody signs plain messages here; signatures are over typed data, in which the hash is a bytes32.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.16.0 hardhat@2.29.1 viem@2.57.20 web3-eth-accounts@4.3.1 web3-utils@4.3.3

cat >probe.mjs <<'JS'
import { getBytes, hashMessage, id, keccak256, recoverAddress, toUtf8Bytes } from "ethers";
import * as viem from "viem";
import * as accounts from "web3-eth-accounts";
import * as web3 from "web3-utils";

import { withAnvil, withHardhat } from "./nodes.mjs";

const HASH = "0x75c2f6a0a9f3d7e15d6f4b0b0a5a3c1de9f8b7a6958473625140f3e2d1c0b9a8";

const of = (found, characters, bytes) => (found === characters ? "characters" : found === bytes ? "bytes" : "something else");
const [characters, bytes] = [toUtf8Bytes(HASH), getBytes(HASH)].map((message) => hashMessage(message));
console.log("message, ethers:", of(hashMessage(HASH), characters, bytes));
console.log("message, viem:", of(viem.hashMessage(HASH), characters, bytes));
console.log("message, web3:", of(accounts.hashMessage(HASH), characters, bytes));
const node = (name) => async (ask) => {
  const [account] = (await ask("eth_accounts")).result;
  const { result } = await ask("personal_sign", [HASH, account]);
  const found = [characters, bytes].find((digest) => recoverAddress(digest, result).toLowerCase() === account.toLowerCase());
  console.log(`message, ${name}:`, of(found, characters, bytes));
};
await withAnvil([], node("anvil"));
await withHardhat({}, node("Hardhat"));

for (const text of ["ferry", "0xcafe"]) {
  const [characters, bytes] = [keccak256(toUtf8Bytes(text)), text === "0xcafe" && keccak256(text)];
  const look = (name, hash) => {
    try {
      console.log(`hash of ${text}, ${name}:`, of(hash(), characters, bytes));
    } catch {
      console.log(`hash of ${text}, ${name}: refused`);
    }
  };
  look("ethers, id", () => id(text));
  look("viem, keccak256(toBytes)", () => viem.keccak256(viem.toBytes(text)));
  look("viem, keccak256(toHex)", () => viem.keccak256(viem.toHex(text)));
  look("web3-utils, keccak256", () => web3.keccak256(text));
  look("web3-utils, soliditySha3 of a string", () => web3.soliditySha3({ type: "string", value: text }));
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
message, ethers: characters
message, viem: characters
message, web3: bytes
message, anvil: bytes
message, Hardhat: bytes
hash of ferry, ethers, id: characters
hash of ferry, viem, keccak256(toBytes): characters
hash of ferry, viem, keccak256(toHex): characters
hash of ferry, web3-utils, keccak256: characters
hash of ferry, web3-utils, soliditySha3 of a string: characters
hash of 0xcafe, ethers, id: characters
hash of 0xcafe, viem, keccak256(toBytes): bytes
hash of 0xcafe, viem, keccak256(toHex): characters
hash of 0xcafe, web3-utils, keccak256: bytes
hash of 0xcafe, web3-utils, soliditySha3 of a string: characters
SEEN
