#!/usr/bin/env bash
# EIP-712: a document in JSON that has a uint256 as a number, 2^53 + 1, as ids and amounts may be. anvil 1.7.1 and eth-account 0.14.0 sign that
# number. Hardhat 2.29.1 (eth_signTypedData_v4) and go-ethereum 1.17.10 (signer/core/apitypes, of which clef and signing services are
# made) read it as a floating-point number and sign 2^53, without a word; so do viem 2.57.20 and @metamask/eth-sig-util 8.2.0 of what
# JSON.parse gives, where ethers 6.17.0 refuses it. In quotation marks all of them sign what stands there.
# Guess: what is written in JavaScript rounds, since JSON.parse does; a node in Rust and a library in Go read all digits or refuse.
# For Colophon: ids are hashes, and typed data are given to wallets with numbers as decimal text. Who sends documents to a signing service
# in Go writes numbers as text, or another title is signed for.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, for go-ethereum"; exit 1; }
packages @foundry-rs/anvil@1.7.1 @metamask/eth-sig-util@8.2.0 ethers@6.17.0 hardhat@2.29.1 viem@2.57.20
python_packages eth-account==0.14.0

mkdir digest
cat >digest/go.mod <<'MOD'
module digest

go 1.25

require github.com/ethereum/go-ethereum v1.17.10
MOD
cat >digest/main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/signer/core/apitypes"
)

func main() {
	text, _ := os.ReadFile("document.json")
	var document apitypes.TypedData
	if err := json.Unmarshal(text, &document); err != nil {
		panic(err)
	}
	digest, _, err := apitypes.TypedDataAndHash(document)
	if err != nil {
		panic(err)
	}
	fmt.Printf("0x%x", digest)
}
GO
(cd digest && GOFLAGS=-mod=mod go build -o ../digest-go . >&2)
cat >sign.py <<'PYTHON'
import json
from eth_account.messages import _hash_eip191_message, encode_typed_data

print("0x" + _hash_eip191_message(encode_typed_data(full_message=json.load(open("document.json")))).hex(), end="")
PYTHON
cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

import { SignTypedDataVersion, TypedDataUtils } from "@metamask/eth-sig-util";
import { recoverAddress, TypedDataEncoder } from "ethers";
import { hashTypedData } from "viem";

import { withAnvil, withHardhat } from "./nodes.mjs";

const EXACT = 2n ** 53n + 1n;
const types = { Title: [{ name: "id", type: "uint256" }] };
const domain = { name: "Registry" };
const digestOf = (id) => TypedDataEncoder.hash(domain, types, { id });
const textOf = (id) => {
  const all = { ...types, EIP712Domain: [{ name: "name", type: "string" }] };
  return `{"types":${JSON.stringify(all)},"primaryType":"Title","domain":${JSON.stringify(domain)},"message":{"id":${id}}}`;
};
const WORDS = new Map([
  [digestOf(EXACT), "2^53 + 1"],
  [digestOf(EXACT - 1n), "2^53"],
]);

for (const [label, id] of [["a number", `${EXACT}`], ["a text", `"${EXACT}"`]]) {
  const text = textOf(id);
  writeFileSync("document.json", text);
  const say = async (name, digest) => {
    let found = "refuses";
    try {
      found = WORDS.get(await digest()) ?? "another";
    } catch {}
    console.log(`${label}, ${name}: ${found}`);
  };
  const node = (name) => async (ask, { post }) => {
    const [account] = (await ask("eth_accounts")).result;
    await say(name, async () => {
      const question = `{"jsonrpc":"2.0","id":1,"method":"eth_signTypedData_v4","params":["${account}",${text}]}`;
      const { result } = await (await post(question)).json();
      const signer = (digest) => recoverAddress(digest, result).toLowerCase();
      return [...WORDS.keys()].find((digest) => signer(digest) === account.toLowerCase());
    });
  };
  const document = JSON.parse(text);
  await withAnvil([], node("anvil"));
  await withHardhat({}, node("Hardhat"));
  await say("go-ethereum", () => execFileSync("./digest-go").toString());
  await say("eth-account", () => execFileSync("python/bin/python", ["sign.py"]).toString());
  await say("viem", () => hashTypedData(document));
  const metamask = () => TypedDataUtils.eip712Hash(document, SignTypedDataVersion.V4);
  await say("MetaMask", () => `0x${Buffer.from(metamask()).toString("hex")}`);
  await say("ethers", () => TypedDataEncoder.hash(document.domain, types, document.message));
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
a number, anvil: 2^53 + 1
a number, Hardhat: 2^53
a number, go-ethereum: 2^53
a number, eth-account: 2^53 + 1
a number, viem: 2^53
a number, MetaMask: 2^53
a number, ethers: refuses
a text, anvil: 2^53 + 1
a text, Hardhat: 2^53 + 1
a text, go-ethereum: 2^53 + 1
a text, eth-account: 2^53 + 1
a text, viem: 2^53 + 1
a text, MetaMask: 2^53 + 1
a text, ethers: 2^53 + 1
SEEN
