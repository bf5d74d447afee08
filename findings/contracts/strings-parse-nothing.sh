#!/usr/bin/env bash
# Strings of @openzeppelin/contracts 5.7.0: parseUint of the empty text is 0, tryParseUint says that it worked, and so it is with parseInt of
# "-" and of "+", and with parseHexUint of "" and "0x". Everything else that is no number is refused: a blank, "1.5", "0x10". parseAddress
# takes any mixture of capitals, so that a slip of the pen that the checksum (ERC-55) would show goes through. Base64.decode of
# the same version takes the line break that every tool writes at the end for digits: a zero byte more, without an error; within the text it is refused.
# Guess: what has no digit is no number; an address is checked; a character that is none of Base64's is refused, as "*" is.
# For Colophon: its contracts take numbers and addresses, never texts of them.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 @openzeppelin/contracts@5.7.0 ethers@6.17.0 solc@0.8.30

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { Interface } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const SOURCE = `pragma solidity 0.8.30;
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
contract Reads {
    function tryParseUint(string memory text) external pure returns (bool, uint256) { return Strings.tryParseUint(text); }
    function parseUint(string memory text) external pure returns (uint256) { return Strings.parseUint(text); }
    function parseInt(string memory text) external pure returns (int256) { return Strings.parseInt(text); }
    function parseHexUint(string memory text) external pure returns (uint256) { return Strings.parseHexUint(text); }
    function parseAddress(string memory text) external pure returns (address) { return Strings.parseAddress(text); }
    function decode(string memory text) external pure returns (bytes memory) { return Base64.decode(text); }
}`;
const ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const CASES = {
  tryParseUint: [""],
  parseUint: ["", " 5", "1.5", "-", "007"],
  parseInt: ["", "-", "+", "-5"],
  parseHexUint: ["", "0x", "0xff"],
  parseAddress: [ADDRESS, ADDRESS.replace("0xf", "0xF"), ""],
  decode: ["QUI=", "QUI=\n", "QU\nI=", "QUI*"],
};
const PLACE = `0x${"11".repeat(20)}`;

const settings = { evmVersion: "cancun", outputSelection: { "*": { "*": ["abi", "evm.deployedBytecode.object"] } } };
const input = { language: "Solidity", sources: { "reads.sol": { content: SOURCE } }, settings };
const find = (path) => ({ contents: readFileSync(`node_modules/${path}`, "utf8") });
const { abi, evm } = JSON.parse(solc.compile(JSON.stringify(input), { import: find })).contracts["reads.sol"].Reads;
const contract = new Interface(abi);

await withAnvil([], async (ask) => {
  await ask("anvil_setCode", [PLACE, `0x${evm.deployedBytecode.object}`]);
  for (const [method, texts] of Object.entries(CASES)) {
    for (const text of texts) {
      const data = contract.encodeFunctionData(method, [text]);
      const { result } = await ask("eth_call", [{ to: PLACE, data }, "latest"]);
      const found = result === undefined ? "refused" : contract.decodeFunctionResult(method, result).join(" ");
      console.log(`${method} ${JSON.stringify(text)}: ${found}`);
    }
  }
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
tryParseUint "": true 0
parseUint "": 0
parseUint " 5": refused
parseUint "1.5": refused
parseUint "-": refused
parseUint "007": 7
parseInt "": 0
parseInt "-": 0
parseInt "+": 0
parseInt "-5": -5
parseHexUint "": 0
parseHexUint "0x": 0
parseHexUint "0xff": 255
parseAddress "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266": 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266
parseAddress "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266": 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266
parseAddress "": refused
decode "QUI=": 0x4142
decode "QUI=\n": 0x414200
decode "QU\nI=": refused
decode "QUI*": refused
SEEN
