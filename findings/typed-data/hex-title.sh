#!/usr/bin/env bash
# EIP-712: a text that looks like hex. web3-eth-abi 4.4.1 (getEncodedEip712Data, the part of web3.js 4 for typed data) hashes the bytes
# that the digits stand for, not the characters: a work whose title is "0x1234" or "0xC0FFEE" has another digest there than in a wallet
# or a contract. "0x123", with an odd number of digits, is refused. In a call the same texts are right.
# Guess: a field whose type is string is text, whatever stands in it.
# For Colophon: its typed data have hashes, addresses and numbers only, and ethers makes them. A service with web3.js that lets people
# sign titles finds no fault in its tests.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 web3-eth-abi@4.4.1

cat >probe.mjs <<'JS'
import { AbiCoder, TypedDataEncoder } from "ethers";
import { encodeParameter, getEncodedEip712Data } from "web3-eth-abi";

const EIP712Domain = [{ name: "name", type: "string" }];
const domain = { name: "Registry" };
const same = (type, title) => {
  const types = { Work: [{ name: "title", type }] };
  const document = { types: { EIP712Domain, ...types }, primaryType: "Work", domain, message: { title } };
  try {
    return getEncodedEip712Data(document, true) === TypedDataEncoder.hash(domain, types, { title }) ? "one digest" : "TWO digests";
  } catch {
    return "refused";
  }
};

for (const title of ["The Tempest", "0x1234", "0xC0FFEE", "0x123", "0xGG", "1234"]) {
  console.log(`${title}: ${same("string", title)}`);
  const calls = encodeParameter("string", title) === AbiCoder.defaultAbiCoder().encode(["string"], [title]);
  console.log(`${title}, in a call: ${calls ? "the same" : "another"}`);
}
console.log(`a list with 0x1234: ${same("string[]", ["The Tempest", "0x1234"])}`);
const named = { name: "0x1234" };
const digest = getEncodedEip712Data({ types: { EIP712Domain, Work: [] }, primaryType: "Work", domain: named, message: {} }, true);
console.log(`a registry of that name: ${digest === TypedDataEncoder.hash(named, { Work: [] }, {}) ? "one digest" : "TWO digests"}`);
JS
node probe.mjs >seen

compare seen <<'SEEN'
The Tempest: one digest
The Tempest, in a call: the same
0x1234: TWO digests
0x1234, in a call: the same
0xC0FFEE: TWO digests
0xC0FFEE, in a call: the same
0x123: refused
0x123, in a call: the same
0xGG: one digest
0xGG, in a call: the same
1234: one digest
1234, in a call: the same
a list with 0x1234: TWO digests
a registry of that name: TWO digests
SEEN
