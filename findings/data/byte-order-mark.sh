#!/usr/bin/env bash
# A text that begins with U+FEFF, as a title does that was cut out of a Windows text file, and that is valid UTF-8 everywhere. viem 2.57.20
# and web3-eth-abi 4.4.1 read such a string of a contract without its first character, and cborg 6.1.5 one of CBOR; cbor-x 1.6.9
# (where its native part is not installed; with it all are whole) and @msgpack/msgpack give short ones whole and long ones without. They
# decode by TextDecoder, which takes a mark away unless told otherwise (ignoreBOM), some only beyond a length. ethers 6.16.0 and
# cbor2 2.3.0 give every text as it was written.
# Guess: what is decoded is what was encoded; a mark means something at the beginning of a file only.
# For Colophon: metadata are JSON whose bytes are hashed, and read by ignoreBOM (lib/text-file.ts); one mark is skipped at the
# beginning of a file. A title that a page of viem reads from a chain may not have the hash that stands beside it.
source "$(dirname "$0")/../shared/begin.sh"
packages @msgpack/msgpack@3.1.3 cbor-x@1.6.9 cbor2@2.3.0 cborg@6.1.5 ethers@6.16.0 viem@2.57.20 web3-eth-abi@4.4.1

cat >probe.mjs <<'JS'
import * as msgpack from "@msgpack/msgpack";
import * as cborX from "cbor-x";
import * as cbor2 from "cbor2";
import * as cborg from "cborg";
import { AbiCoder } from "ethers";
import { decodeAbiParameters, encodeAbiParameters } from "viem";
import * as web3 from "web3-eth-abi";

const coder = AbiCoder.defaultAbiCoder();
const string = [{ type: "string" }];
const AGAIN = {
  ethers: (text) => coder.decode(["string"], coder.encode(["string"], [text]))[0],
  viem: (text) => decodeAbiParameters(string, encodeAbiParameters(string, [text]))[0],
  web3: (text) => web3.decodeParameter("string", web3.encodeParameter("string", text)),
  cborg: (text) => cborg.decode(cborg.encode(text)),
  "cbor-x": (text) => cborX.decode(cborX.encode(text)),
  cbor2: (text) => cbor2.decode(cbor2.encode(text)),
  msgpack: (text) => msgpack.decode(msgpack.encode(text)),
};
for (const [name, again] of Object.entries(AGAIN)) {
  const found = [5, 100, 300].map((length) => {
    const text = `\uFEFF${"a".repeat(length)}`;
    return `${length} letters ${again(text) === text ? "whole" : again(text) === text.slice(1) ? "without the mark" : "something else"}`;
  });
  console.log(`${name}: ${found.join(", ")}`);
}
JS
CBOR_NATIVE_ACCELERATION_DISABLED=true node probe.mjs >seen

compare seen <<'SEEN'
ethers: 5 letters whole, 100 letters whole, 300 letters whole
viem: 5 letters without the mark, 100 letters without the mark, 300 letters without the mark
web3: 5 letters without the mark, 100 letters without the mark, 300 letters without the mark
cborg: 5 letters without the mark, 100 letters without the mark, 300 letters without the mark
cbor-x: 5 letters whole, 100 letters without the mark, 300 letters without the mark
cbor2: 5 letters whole, 100 letters whole, 300 letters whole
msgpack: 5 letters whole, 100 letters whole, 300 letters without the mark
SEEN
