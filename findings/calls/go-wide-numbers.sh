#!/usr/bin/env bash
# A number that is too large for its type, in a call that go-ethereum 1.17.10 makes (accounts/abi, on which abigen and the tools of chains that
# descend from it are built). A *big.Int for a uint256 is cut to its last 32 bytes: 2^256 + 7 is 7, another work's number. For types
# between, uint40 or uint72, which are *big.Int as well, nothing is looked at: the call holds what no contract reads, and what comes back
# is read the same way, also where it has more digits than its type. A negative number is refused.
# And of two values without names (UnpackIntoMap) the second takes the place of the first.
# Guess: an error, as for a negative number, and as ethers 6.17.0 and eth-abi have it.
# For Colophon: times are uint40, so that a service in Go which counts in milliseconds, or in nanoseconds, finds no fault before the node does;
# ids are hashes of 32 bytes. Its own commands send with ethers.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, for go-ethereum"; exit 1; }
packages ethers@6.17.0

cat >go.mod <<'MOD'
module wide

go 1.25

require github.com/ethereum/go-ethereum v1.17.10
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"math/big"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

func short(data []byte) string {
	return strings.TrimLeft(common.Bytes2Hex(data), "0")
}

func main() {
	for _, name := range []string{"uint256", "uint40", "uint72", "int40"} {
		kind, _ := abi.NewType(name, "", nil)
		arguments := abi.Arguments{{Type: kind}}
		for _, text := range os.Args[1:] {
			number, _ := new(big.Int).SetString(text, 0)
			data, err := arguments.Pack(number)
			switch {
			case err != nil:
				fmt.Printf("%s of %s: refused\n", name, text)
			default:
				values, _ := arguments.Unpack(data)
				fmt.Printf("%s of %s: 0x%s, read as %#x\n", name, text, short(data), values[0])
			}
		}
	}
	contract, _ := abi.JSON(strings.NewReader(`[{"type":"function","name":"both","inputs":[],
		"outputs":[{"name":"","type":"uint256"},{"name":"","type":"uint256"}]}]`))
	words := append(common.LeftPadBytes([]byte{1}, 32), common.LeftPadBytes([]byte{2}, 32)...)
	found := map[string]any{}
	err := contract.UnpackIntoMap(found, "both", words)
	fmt.Println("two values, 1 and 2, into a map:", found, err)
}
GO
cat >probe.mjs <<'JS'
import { AbiCoder } from "ethers";

for (const type of ["uint256", "uint40", "uint72", "int40"]) {
  const refused = process.argv.slice(2).filter((text) => {
    try {
      AbiCoder.defaultAbiCoder().encode([type], [BigInt(text)]);
      return false;
    } catch {
      return true;
    }
  });
  console.log(`ethers, ${type}, refused:`, refused.map((text) => `${text.slice(0, 3)}…(${text.length})`).join(" ") || "none");
}
JS
wide=0x1$(printf '0%.0s' {1..63})7
export GOFLAGS=-mod=mod
go build -o wide . >&2
{
  ./wide 0x7 "$wide" 0x10000000007 -0x1
  node probe.mjs 0x7 "$wide" 0x10000000007
} >seen

compare seen <<'SEEN'
uint256 of 0x7: 0x7, read as 0x7
uint256 of 0x10000000000000000000000000000000000000000000000000000000000000007: 0x7, read as 0x7
uint256 of 0x10000000007: 0x10000000007, read as 0x10000000007
uint256 of -0x1: refused
uint40 of 0x7: 0x7, read as 0x7
uint40 of 0x10000000000000000000000000000000000000000000000000000000000000007: 0x7, read as 0x7
uint40 of 0x10000000007: 0x10000000007, read as 0x10000000007
uint40 of -0x1: refused
uint72 of 0x7: 0x7, read as 0x7
uint72 of 0x10000000000000000000000000000000000000000000000000000000000000007: 0x7, read as 0x7
uint72 of 0x10000000007: 0x10000000007, read as 0x10000000007
uint72 of -0x1: refused
int40 of 0x7: 0x7, read as 0x7
int40 of 0x10000000000000000000000000000000000000000000000000000000000000007: 0x7, read as 0x7
int40 of 0x10000000007: 0x10000000007, read as 0x10000000007
int40 of -0x1: 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, read as -0x1
two values, 1 and 2, into a map: map[:2] <nil>
ethers, uint256, refused: 0x1…(67)
ethers, uint40, refused: 0x1…(67) 0x1…(13)
ethers, uint72, refused: 0x1…(67)
ethers, int40, refused: 0x1…(67) 0x1…(13)
SEEN
