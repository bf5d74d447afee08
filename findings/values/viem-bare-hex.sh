#!/usr/bin/env bash
# Hex without 0x before it, as Python's bytes.hex() and many a database give it. viem 2.57.20 has four readings of it: hexToBytes, hexToString
# and toRlp leave the first byte out; concat takes it whole; keccak256 and sha256 take the characters; and a parameter of type bytes
# has twice the length, so that a signature of 65 bytes has 65 zeros behind it in the contract. Only bytes32 is refused. ethers 6.17.0
# refuses it everywhere.
# Guess: refused, since the type says `0x${string}`, or read as hex in all places.
# For Colophon: hashes and signatures from files are read with 0x or refused (lib/hashing), and ethers encodes them.
source "$(dirname "$0")/../shared/begin.sh"
packages ethers@6.17.0 viem@2.57.20

cat >probe.mjs <<'JS'
import * as ethers from "ethers";
import * as viem from "viem";

const BARE = "abcd";
const SIGNATURE = "11".repeat(65);
const { keccak256, stringToHex } = viem;
const encode = (value) => viem.encodeAbiParameters([{ type: "bytes" }], [value]);
const hashOf = (hash) =>
  ({ [keccak256(`0x${BARE}`)]: "of the bytes", [keccak256(stringToHex(BARE))]: "of the characters" })[hash] ?? "of something else";
const sha = (hash) =>
  ({ [viem.sha256(`0x${BARE}`)]: "of the bytes", [viem.sha256(stringToHex(BARE))]: "of the characters" })[hash] ?? "of something else";
const say = (words, read) => {
  try {
    console.log(`${words}: ${read()}`);
  } catch {
    console.log(`${words}: refused`);
  }
};

say("viem hexToBytes", () => Buffer.from(viem.hexToBytes(BARE)).toString("hex"));
say("viem hexToString of 6162", () => viem.hexToString("6162"));
say("viem concat with ef", () => viem.concat([BARE, "ef"]));
say("viem size", () => viem.size(BARE));
say("viem keccak256", () => hashOf(viem.keccak256(BARE)));
say("viem sha256", () => sha(viem.sha256(BARE)));
say("viem toRlp", () => viem.toRlp(BARE));
say("viem bytes32", () => viem.encodeAbiParameters([{ type: "bytes32" }], ["ab".repeat(32)]));
say("viem bytes, a signature: bytes that the contract sees", () => {
  const seen = ethers.AbiCoder.defaultAbiCoder().decode(["bytes"], encode(SIGNATURE))[0];
  return `${ethers.dataLength(seen)}, zeros at the end ${/(00)*$/.exec(seen)[0].length / 2}`;
});
say("ethers getBytes", () => ethers.getBytes(BARE));
say("ethers concat", () => ethers.concat([BARE, "ef"]));
say("ethers keccak256", () => ethers.keccak256(BARE));
say("ethers sha256", () => ethers.sha256(BARE));
say("ethers encodeRlp", () => ethers.encodeRlp(BARE));
say("ethers bytes", () => ethers.AbiCoder.defaultAbiCoder().encode(["bytes"], [SIGNATURE]));
JS
node probe.mjs >seen

compare seen <<'SEEN'
viem hexToBytes: cd
viem hexToString of 6162: b
viem concat with ef: 0xabcdef
viem size: 4
viem keccak256: of the characters
viem sha256: of the characters
viem toRlp: 0x81cd
viem bytes32: refused
viem bytes, a signature: bytes that the contract sees: 130, zeros at the end 65
ethers getBytes: refused
ethers concat: refused
ethers keccak256: refused
ethers sha256: refused
ethers encodeRlp: refused
ethers bytes: refused
SEEN
