#!/usr/bin/env bash
# A number that is missing: the empty text, or a blank, as an empty cell of a table or a field of a form gives it. viem 2.57.20, and MetaMask's
# abi-utils 3.0.0 and eth-sig-util 8.2.0, write 0 for it into a call and sign 0; ethers 6.17.0 refuses the empty text and takes the blank
# for 0. web3-eth-abi 4.4.1 refuses both, and so do parseUnits of viem and of ethers.
# Guess: refused everywhere, as "five" is; at least the empty text and a blank are one.
# For Colophon: no contract of it is handed a number that is a text; options that are numbers are read by their digits (tasks/shared).
source "$(dirname "$0")/../shared/begin.sh"
packages @metamask/abi-utils@3.0.0 @metamask/eth-sig-util@8.2.0 ethers@6.17.0 viem@2.57.20 web3-eth-abi@4.4.1

cat >probe.mjs <<'JS'
import { encode } from "@metamask/abi-utils";
import { TypedDataUtils } from "@metamask/eth-sig-util";
import { AbiCoder, parseUnits, TypedDataEncoder } from "ethers";
import * as viem from "viem";
import { encodeParameter, getEncodedEip712Data } from "web3-eth-abi";

const types = { License: [{ name: "fee", type: "uint256" }] };
const documentOf = (fee) => ({ types: { EIP712Domain: [], ...types }, primaryType: "License", domain: {}, message: { fee } });
const free = TypedDataEncoder.hash({}, types, { fee: 0 });
const hex = (bytes) => `0x${Buffer.from(bytes).toString("hex")}`;
const signed = (digest) => (digest === free ? "0" : "something else");

const READERS = {
  "viem, a call": (fee) => BigInt(viem.encodeAbiParameters([{ type: "uint256" }], [fee])),
  "MetaMask, a call": (fee) => BigInt(hex(encode(["uint256"], [fee]))),
  "ethers, a call": (fee) => BigInt(AbiCoder.defaultAbiCoder().encode(["uint256"], [fee])),
  "web3.js, a call": (fee) => BigInt(encodeParameter("uint256", fee)),
  "viem, signed": (fee) => signed(viem.hashTypedData(documentOf(fee))),
  "MetaMask, signed": (fee) => signed(hex(TypedDataUtils.eip712Hash(documentOf(fee), "V4"))),
  "ethers, signed": (fee) => signed(TypedDataEncoder.hash({}, types, { fee })),
  "web3.js, signed": (fee) => signed(getEncodedEip712Data(documentOf(fee), true)),
  "viem, an amount": (fee) => viem.parseUnits(fee, 18),
  "ethers, an amount": (fee) => parseUnits(fee, 18),
};
for (const text of ["", " ", "five"]) {
  for (const [name, read] of Object.entries(READERS)) {
    let found = "refused";
    try {
      found = read(text);
    } catch {}
    console.log(`${JSON.stringify(text)}, ${name}: ${found}`);
  }
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
"", viem, a call: 0
"", MetaMask, a call: 0
"", ethers, a call: refused
"", web3.js, a call: refused
"", viem, signed: 0
"", MetaMask, signed: 0
"", ethers, signed: refused
"", web3.js, signed: refused
"", viem, an amount: refused
"", ethers, an amount: refused
" ", viem, a call: 0
" ", MetaMask, a call: 0
" ", ethers, a call: 0
" ", web3.js, a call: refused
" ", viem, signed: 0
" ", MetaMask, signed: 0
" ", ethers, signed: 0
" ", web3.js, signed: refused
" ", viem, an amount: refused
" ", ethers, an amount: refused
"five", viem, a call: refused
"five", MetaMask, a call: refused
"five", ethers, a call: refused
"five", web3.js, a call: refused
"five", viem, signed: refused
"five", MetaMask, signed: refused
"five", ethers, signed: refused
"five", web3.js, signed: refused
"five", viem, an amount: refused
"five", ethers, an amount: refused
SEEN
