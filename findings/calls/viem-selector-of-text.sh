#!/usr/bin/env bash
# The selector of a function as Solidity writes it. viem 2.57.20 (toFunctionSelector, and toEventSelector for events) and ox 1.8.3 hash the
# text of the types: "uint" stays "uint", "tuple(" stays in it, and of a declaration in several lines only the line breaks and
# commas are left. What comes out is the selector of no function. parseAbi of viem, and ethers 6.17.0, have the right one of the same text.
# web3-eth-abi 4.4.1 hashes the whole text, with "function" and the names.
# Guess: what takes a declaration reads it as parseAbi does, or refuses what it cannot read.
# For Colophon: selectors are of the compiler's interfaces. A role that is granted by such a selector is for a function that
# nobody can call, and the one that was meant stays closed or open as it was.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 ox@1.8.3 viem@2.57.20 web3-eth-abi@4.4.1

cat >probe.mjs <<'JS'
import { EventFragment, FunctionFragment } from "ethers";
import { AbiItem } from "ox";
import { parseAbiItem, toEventSelector, toFunctionSelector } from "viem";
import { encodeFunctionSignature } from "web3-eth-abi";

const attempt = (read, right) => {
  try {
    return read() === right ? "right" : "OTHER";
  } catch {
    return "refuses";
  }
};
const CASES = [
  "function grant(uint256 id, address to)",
  "function grant(uint256 id, address payable to) external",
  "function grant(uint id, address to)",
  "function grant(uint[] ids)",
  "function grant((uint id, address to) share)",
  "function grant(tuple(uint256 id, address to) share)",
  "function grant(\n  uint256 id,\n  address to\n)",
];
for (const text of CASES) {
  const right = FunctionFragment.from(text).selector;
  const found = {
    toFunctionSelector: attempt(() => toFunctionSelector(text), right),
    parseAbiItem: attempt(() => toFunctionSelector(parseAbiItem(text)), right),
    "ox getSelector": attempt(() => AbiItem.getSelector(text), right),
    "ox from": attempt(() => AbiItem.getSelector(AbiItem.from(text)), right),
    "web3-eth-abi": attempt(() => encodeFunctionSignature(text), right),
  };
  const words = Object.entries(found).map(([name, word]) => `${name} ${word}`);
  console.log(`${JSON.stringify(text)}\n  ${words.join(", ")}`);
}
for (const text of ["event Granted(uint256 indexed id)", "event Granted(uint indexed id)"]) {
  const right = EventFragment.from(text).topicHash;
  console.log(`${JSON.stringify(text)}\n  toEventSelector ${attempt(() => toEventSelector(text), right)}`);
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
"function grant(uint256 id, address to)"
  toFunctionSelector right, parseAbiItem right, ox getSelector right, ox from right, web3-eth-abi OTHER
"function grant(uint256 id, address payable to) external"
  toFunctionSelector right, parseAbiItem right, ox getSelector right, ox from right, web3-eth-abi OTHER
"function grant(uint id, address to)"
  toFunctionSelector OTHER, parseAbiItem right, ox getSelector OTHER, ox from right, web3-eth-abi OTHER
"function grant(uint[] ids)"
  toFunctionSelector OTHER, parseAbiItem right, ox getSelector OTHER, ox from right, web3-eth-abi OTHER
"function grant((uint id, address to) share)"
  toFunctionSelector OTHER, parseAbiItem right, ox getSelector OTHER, ox from right, web3-eth-abi OTHER
"function grant(tuple(uint256 id, address to) share)"
  toFunctionSelector OTHER, parseAbiItem refuses, ox getSelector OTHER, ox from refuses, web3-eth-abi OTHER
"function grant(\n  uint256 id,\n  address to\n)"
  toFunctionSelector OTHER, parseAbiItem refuses, ox getSelector OTHER, ox from refuses, web3-eth-abi OTHER
"event Granted(uint256 indexed id)"
  toEventSelector right
"event Granted(uint indexed id)"
  toEventSelector OTHER
SEEN
