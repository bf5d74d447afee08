#!/usr/bin/env bash
# Hex with an odd number of digits, as a number's toString(16) gives it. viem 2.57.20 takes it, and has two answers: bytes, hashes
# and the ABI have a zero before it (0xabc is 0abc), but concat joins the digits as they are, so that 0xa and 0xb are the one byte
# ab, and encodePacked is made of concat's kind. ethers 6.17.0 refuses it everywhere.
# Guess: both refuse it, since a byte has two digits.
# For Colophon: a leaf that such a page hashes over joined parts is not that of the same parts as bytes. Hex is
# asked for with all of its digits (lib/hashing/work-id.ts), and ethers refuses the rest.
source "$(dirname "$0")/../shared/begin.sh"
packages viem@2.57.20 ethers@6.17.0

cat >probe.mjs <<'JS'
import * as ethers from "ethers";
import * as viem from "viem";

const look = (label, make) => {
  try {
    console.log(`${label}: ${make()}`);
  } catch (error) {
    console.log(`${label}: ${error.shortMessage}`);
  }
};
const contentOf = (encoded) => `0x${encoded.slice(130, 134)}`;
const coder = ethers.AbiCoder.defaultAbiCoder();
look("viem, bytes", () => viem.bytesToHex(viem.hexToBytes("0xabc")));
look("viem, the hash is that of 0x0abc", () => viem.keccak256("0xabc") === viem.keccak256("0x0abc"));
look("viem, bytes in the ABI", () => contentOf(viem.encodeAbiParameters([{ type: "bytes" }], ["0xabc"])));
look("viem, concat", () => viem.concat(["0xa", "0xb"]));
look("viem, encodePacked", () => viem.encodePacked(["bytes", "bytes"], ["0xa", "0xb"]));
look("ethers, bytes", () => ethers.hexlify(ethers.getBytes("0xabc")));
look("ethers, hash", () => ethers.keccak256("0xabc"));
look("ethers, bytes in the ABI", () => contentOf(coder.encode(["bytes"], ["0xabc"])));
look("ethers, concat", () => ethers.concat(["0xa", "0xb"]));
look("ethers, solidityPacked", () => ethers.solidityPacked(["bytes", "bytes"], ["0xa", "0xb"]));
JS
node probe.mjs >seen

compare seen <<'SEEN'
viem, bytes: 0x0abc
viem, the hash is that of 0x0abc: true
viem, bytes in the ABI: 0x0abc
viem, concat: 0xab
viem, encodePacked: 0x0a0b
ethers, bytes: invalid BytesLike value
ethers, hash: invalid BytesLike value
ethers, bytes in the ABI: invalid BytesLike value
ethers, concat: invalid BytesLike value
ethers, solidityPacked: invalid BytesLike value
SEEN
