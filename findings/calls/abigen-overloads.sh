#!/usr/bin/env bash
# Two functions of one name, in Go. abigen of go-ethereum 1.17.10 calls the first TitleOf and the second TitleOf0, in the order of the interface,
# and a function that is called titleOf0 becomes TitleOf00. solc 0.8.30 orders them by their selectors, which nobody chooses: so when a
# contract gets a second titleOf, TitleOf may be that one from then on, and the old one TitleOf0. Every integer of more than 64 bits is a
# *big.Int, so what called the one compiles and calls the other. The order in the source, and who was there first, count for nothing.
# And where a parameter is called opts, err or big, or a value of an event raw, abigen says nothing, and what it writes is not Go.
# Guess: a function keeps its name in Go when another is added, or overloads have their types in their names.
# For Colophon: numberOf of Seats and ERC-721's safeTransferFrom are its only names of two functions, and their types differ in Go, too.
# Who follows a contract in Go looks at the comment above each method, which names the function.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, for go-ethereum"; exit 1; }
packages solc@0.8.30

cat >Titles.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Before {
  function titleOf(uint256 id) external pure returns (uint256) {
    return id;
  }

  function titleOf0(uint256 id) external pure returns (uint256) {
    return id;
  }
}

contract After is Before {
  function titleOf(uint128 number) external pure returns (uint256) {
    return number + 1;
  }
}

contract Words {
  event Filed(uint256 raw);

  function choose(uint256 opts) external pure returns (uint256) {
    return opts;
  }

  function fail(uint256 err) external pure returns (uint256) {
    return err;
  }

  function grow(uint256 big) external pure returns (uint256) {
    return big;
  }

  function file(uint256 id) external {
    emit Filed(id);
  }
}
SOL
cat >compile.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";

import solc from "solc";

const settings = { outputSelection: { "*": { "*": ["abi", "evm.methodIdentifiers"] } } };
const sources = { "Titles.sol": { content: readFileSync("Titles.sol", "utf8") } };
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources })));
for (const [name, { abi, evm }] of Object.entries(output.contracts["Titles.sol"])) {
  writeFileSync(`${name}.json`, JSON.stringify(abi));
  const inOrder = abi.filter(({ type }) => type === "function").map(({ name, inputs: [{ type }] }) => `${name}(${type})`);
  if (name !== "Words") console.log(`${name}:`, inOrder.map((text) => `${text} ${evm.methodIdentifiers[text]}`).join(", "));
}
const words = JSON.parse(readFileSync("Words.json", "utf8"));
for (const part of words) writeFileSync(`${part.name}.json`, JSON.stringify([part]));
JS
node compile.mjs >seen

cat >go.mod <<'MOD'
module binding

go 1.25

require github.com/ethereum/go-ethereum v1.17.10
MOD
mkdir titles write
cat >write/main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi/abigen"
)

func main() {
	text, _ := os.ReadFile(os.Args[1] + ".json")
	written, err := abigen.Bind([]string{"Titles"}, []string{string(text)}, []string{""}, []map[string]string{nil}, "titles", nil, nil)
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile("titles/titles.go", []byte(written), 0o644); err != nil {
		panic(err)
	}
	lines := strings.Split(written, "\n")
	for i, line := range lines {
		if found, is := strings.CutPrefix(line, "func (_Titles *TitlesCaller) "); is && len(os.Args) > 2 {
			name, _, _ := strings.Cut(found, "(")
			fmt.Printf("  %s: %s\n", name, strings.TrimPrefix(lines[i-1], "// Solidity: "))
		}
	}
}
GO
cat >use.go <<'GO'
package main

import (
	"math/big"

	"binding/titles"
)

func main() {
	var contract titles.TitlesCaller
	_ = func() { contract.TitleOf(nil, big.NewInt(7)) }
}
GO
export GOFLAGS=-mod=mod
go build -o write-go ./write >&2
for name in Before After; do
  echo "$name, in Go" >>seen
  ./write-go "$name" show >>seen
  go vet . >&2 && echo "  TitleOf(nil, big.NewInt(7)) compiles" >>seen
done
for name in choose fail grow file Filed; do
  ./write-go "$name"
  if go vet ./titles 2>/dev/null; then echo "$name: compiles"; else echo "$name: does not compile"; fi >>seen
done

compare seen <<'SEEN'
After: titleOf(uint128) a20d1d23, titleOf(uint256) daf7c166, titleOf0(uint256) a7c9cdda
Before: titleOf(uint256) daf7c166, titleOf0(uint256) a7c9cdda
Before, in Go
  TitleOf: function titleOf(uint256 id) pure returns(uint256)
  TitleOf0: function titleOf0(uint256 id) pure returns(uint256)
  TitleOf(nil, big.NewInt(7)) compiles
After, in Go
  TitleOf: function titleOf(uint128 number) pure returns(uint256)
  TitleOf0: function titleOf(uint256 id) pure returns(uint256)
  TitleOf00: function titleOf0(uint256 id) pure returns(uint256)
  TitleOf(nil, big.NewInt(7)) compiles
choose: does not compile
fail: does not compile
grow: does not compile
file: compiles
Filed: does not compile
SEEN
