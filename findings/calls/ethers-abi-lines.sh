#!/usr/bin/env bash
# An interface in lines of text, as ethers 6.17.0 writes it (Interface.format) and reads it. What it writes of an anonymous event it cannot
# read, and neither "receive() external payable", as Solidity has it. Such a line is left out, and so is a function in the compiler's
# own JSON that takes a function: the contract lacks it, and a sentence goes to standard output, where it spoils JSON for a machine.
# Of a constructor that takes money it says, also out of JSON, that it takes none. abitype 1.3.0 (viem's parseAbi) throws at
# the line of an anonymous event, and writes one with a name for it.
# Guess: what a library writes it reads, and gets back the same; what it cannot read is an error.
# For Colophon: interfaces are the compiler's JSON, whole, and no function of its contracts takes a function. Whoever hands an interface on
# hands on JSON, and looks for what is missing in it.
source "$(dirname "$0")/../shared/begin.sh"
packages abitype@1.3.0 ethers@6.17.0

cat >probe.mjs <<'JS'
import { formatAbi, parseAbi } from "abitype";
import { Interface } from "ethers";

const sum = { name: "sum", type: "uint256" };
const ABI = {
  "an event": { type: "event", name: "Paid", anonymous: false, inputs: [{ ...sum, indexed: true }] },
  "an anonymous event": { type: "event", name: "Paid", anonymous: true, inputs: [{ ...sum, indexed: true }] },
  "a constructor that takes money": { type: "constructor", stateMutability: "payable", inputs: [sum] },
  "a function that takes money": { type: "function", name: "pay", stateMutability: "payable", inputs: [sum], outputs: [] },
  "a function that takes a function": {
    ...{ type: "function", name: "call", stateMutability: "view", outputs: [] },
    inputs: [{ name: "back", type: "function" }],
  },
  receive: { type: "receive", stateMutability: "payable" },
};
let told = 0;
const log = console.log;
console.log = () => void told++; // where ethers tells what it leaves out

const attempt = (read) => {
  try {
    return read();
  } catch (error) {
    return `throws: ${error.message.split("\n")[0]}`;
  }
};
function ethersAgain(part) {
  const written = new Interface([part]);
  if (written.fragments.length === 0) return "left out";
  const read = new Interface(written.format());
  if (read.fragments.length === 0) return `written "${written.format()}", read: left out`;
  const same = written.formatJson() === read.formatJson();
  const money = part.type === "constructor" ? `, takes money: ${written.deploy.payable}` : "";
  return `written "${written.format()}"${money}, read: ${same ? "the same" : "OTHER"}`;
}
function abitypeAgain(part) {
  const written = formatAbi([part]);
  const [read] = parseAbi(written);
  const same = (read.anonymous ?? false) === (part.anonymous ?? false) && read.stateMutability === part.stateMutability;
  return `written "${written}", read: ${same ? "the same" : "OTHER"}`;
}
for (const [name, part] of Object.entries(ABI)) {
  log(`${name}\n  ethers: ${attempt(() => ethersAgain(part))}\n  abitype: ${attempt(() => abitypeAgain(part))}`);
}
for (const line of ["receive() external payable", "fallback() external payable", "event Paid(uint256 indexed sum) anonymous"]) {
  const ethers = attempt(() => (new Interface([line]).fragments.length === 0 ? "left out" : "read"));
  log(`${line}\n  ethers: ${ethers}\n  abitype: ${attempt(() => (parseAbi([line]), "read"))}`);
}
log("sentences on standard output:", told);
JS
node probe.mjs >seen

compare seen <<'SEEN'
an event
  ethers: written "event Paid(uint256 indexed sum)", read: the same
  abitype: written "event Paid(uint256 indexed sum)", read: the same
an anonymous event
  ethers: written "event Paid(uint256 indexed sum) anonymous", read: left out
  abitype: written "event Paid(uint256 indexed sum)", read: OTHER
a constructor that takes money
  ethers: written "constructor(uint256 sum)", takes money: false, read: the same
  abitype: written "constructor(uint256 sum) payable", read: the same
a function that takes money
  ethers: written "function pay(uint256 sum) payable", read: the same
  abitype: written "function pay(uint256 sum) payable", read: the same
a function that takes a function
  ethers: left out
  abitype: written "function call(function back) view", read: the same
receive
  ethers: written "receive() payable", read: the same
  abitype: written "receive() external payable", read: the same
receive() external payable
  ethers: left out
  abitype: read
fallback() external payable
  ethers: read
  abitype: read
event Paid(uint256 indexed sum) anonymous
  ethers: left out
  abitype: throws: Unknown signature.
sentences on standard output: 4
SEEN
