#!/usr/bin/env bash
# Arrays under abi.encodePacked. Solidity 0.8.30 pads each member to 32 bytes, and so do ethers 6.16.0 and viem 2.57.20. eth-abi 6.0.0,
# which web3.py's solidity_keccak hashes with, and web3-utils 4.3.3 do not: uint16[] of 1 and 2 are four bytes. And web3-utils has
# nothing at all for arrays of addresses, booleans and texts, though the type is named: soliditySha3 of two lists of
# holders beside the same number is one hash, that of the number.
# Guess: what is called after Solidity's function gives Solidity's bytes, and refuses what it cannot pack.
# For Colophon: no contract of it hashes packed arrays; leaves are abi.encode of fixed types (docs/batch-file.md). Who makes a hash for
# such a contract with web3.js or web3.py has another one, or one that is good for any list.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 ethers@6.16.0 solc@0.8.30 viem@2.57.20 web3-utils@4.3.3
python_packages eth-abi==6.0.0

cat >probe.mjs <<'JS'
import { Interface, solidityPacked } from "ethers";
import solc from "solc";
import { encodePacked } from "viem";
import * as web3 from "web3-utils";

import { withAnvil } from "./nodes.mjs";

const [ONE, TWO] = ["11", "22"].map((byte) => `0x${byte.repeat(20)}`);
const CASES = [
  ["uint16[]", [1, 2]],
  ["address[]", [ONE, TWO]],
  ["bool[]", [true, false]],
];
const SOURCE = `pragma solidity 0.8.30;
contract Packs {
${CASES.map(([type], i) => `function pack${i}(${type} calldata a) external pure returns (bytes memory) { return abi.encodePacked(a); }`).join("\n")}
}`;

const settings = { outputSelection: { "*": { "*": ["abi", "evm.deployedBytecode.object"] } } };
const input = { language: "Solidity", sources: { "packs.sol": { content: SOURCE } }, settings };
const { abi, evm } = JSON.parse(solc.compile(JSON.stringify(input))).contracts["packs.sol"].Packs;
const contract = new Interface(abi);

/** The bytes in short: every run of zeros is one dot. */
const short = (hex) => hex.replace(/0{6,}/g, ".");

await withAnvil([], async (ask) => {
  await ask("anvil_setCode", [ONE, `0x${evm.deployedBytecode.object}`]);
  for (const [i, [type, value]] of CASES.entries()) {
    const data = contract.encodeFunctionData(`pack${i}`, [value]);
    const { result } = await ask("eth_call", [{ to: ONE, data }, "latest"]);
    console.log(`${type}, Solidity: ${short(contract.decodeFunctionResult(`pack${i}`, result)[0])}`);
    console.log(`${type}, ethers: ${short(solidityPacked([type], [value]))}`);
    console.log(`${type}, viem: ${short(encodePacked([type], [value]))}`);
    console.log(`${type}, web3-utils: ${short(web3.encodePacked({ type, value }))}`);
  }
});

const hashes = [[ONE], [TWO, ONE], []].map((value) =>
  web3.soliditySha3({ type: "address[]", value }, { type: "uint256", value: 7 }),
);
console.log("hashes of web3-utils for three lists of holders:", new Set(hashes).size);
JS
cat >probe.py <<'PY'
from eth_abi.packed import encode_packed

for kind, value in (("uint16[]", [1, 2]), ("address[]", ["0x" + "11" * 20, "0x" + "22" * 20]), ("bool[]", [True, False])):
    print(f"{kind}, eth-abi: 0x{encode_packed([kind], [value]).hex()}")
PY
{
  node probe.mjs
  python/bin/python probe.py
} >seen

compare seen <<'SEEN'
uint16[], Solidity: 0x.1.2
uint16[], ethers: 0x.1.2
uint16[], viem: 0x.1.2
uint16[], web3-utils: 0x00010002
address[], Solidity: 0x.1111111111111111111111111111111111111111.2222222222222222222222222222222222222222
address[], ethers: 0x.1111111111111111111111111111111111111111.2222222222222222222222222222222222222222
address[], viem: 0x.1111111111111111111111111111111111111111.2222222222222222222222222222222222222222
address[], web3-utils: 0x
bool[], Solidity: 0x.1.
bool[], ethers: 0x.1.
bool[], viem: 0x.1.
bool[], web3-utils: 0x
hashes of web3-utils for three lists of holders: 1
uint16[], eth-abi: 0x00010002
address[], eth-abi: 0x11111111111111111111111111111111111111112222222222222222222222222222222222222222
bool[], eth-abi: 0x0100
SEEN
