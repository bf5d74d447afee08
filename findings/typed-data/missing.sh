#!/usr/bin/env bash
# EIP-712: a message without one of its texts. eth-account 0.14.0 signs it, and hashes 32 zeros where the hash of a text belongs: not
# what the empty text has, so that no contract and no other program can make that digest from any text at all. For bytes it
# does the same; a missing number, address, bytes32 or array it refuses. ethers 6.16.0, viem 2.57.20 and @metamask/eth-sig-util 8.2.0
# refuse what is absent; the last of them takes null for the empty text, so that null has two digests.
# Guess: a missing field is refused, whatever type it has, as eth-account's own words for a number say ("Missing value for field").
# For Colophon: tasks make typed data of checked values with ethers. A service in Python that countersigns looks for every field first.
source "$(dirname "$0")/../shared/begin.sh"
packages @metamask/eth-sig-util@8.2.0 ethers@6.16.0 viem@2.57.20
python_packages eth-account==0.14.0

cat >probe.mjs <<'JS'
import { TypedDataUtils } from "@metamask/eth-sig-util";
import { concat, id, keccak256, TypedDataEncoder, ZeroHash } from "ethers";
import { hashTypedData } from "viem";

const EIP712Domain = [{ name: "name", type: "string" }];
const types = { Work: [{ name: "title", type: "string" }] };
const domain = { name: "Registry" };
const digest = (word) =>
  keccak256(concat(["0x1901", TypedDataEncoder.hashDomain(domain), keccak256(concat([id("Work(string title)"), word]))]));
const NAMES = { [digest(id(""))]: "the digest of the empty text", [digest(ZeroHash)]: "a digest with 32 zeros" };
const look = (name, make) => {
  try {
    console.log(`${name}: ${NAMES[make()]}`);
  } catch {
    console.log(`${name}: refuses`);
  }
};

for (const [words, message] of [["absent", {}], ["null", { title: null }], ["empty", { title: "" }]]) {
  const document = { types: { EIP712Domain, ...types }, primaryType: "Work", domain, message };
  look(`${words}, ethers`, () => TypedDataEncoder.hash(domain, types, message));
  look(`${words}, viem`, () => hashTypedData(document));
  look(`${words}, MetaMask`, () => `0x${Buffer.from(TypedDataUtils.eip712Hash(document, "V4")).toString("hex")}`);
}
JS
cat >probe.py <<'PY'
from eth_account.messages import encode_typed_data
from eth_utils import keccak

DOMAIN = {"name": "Registry"}


def hashed(kind, message):
    return encode_typed_data(DOMAIN, {"Work": [{"name": "title", "type": kind}]}, message).body


def of_word(kind, word):
    return keccak(keccak(text=f"Work({kind} title)") + word)


for words, message in (("absent", {}), ("null", {"title": None}), ("empty", {"title": ""})):
    body = hashed("string", message)
    found = "the digest of the empty text" if body == of_word("string", keccak(b"")) else "a digest with 32 zeros"
    assert body in (of_word("string", keccak(b"")), of_word("string", bytes(32)))
    print(f"{words}, eth-account: {found}")

for kind in ("bytes", "bytes32", "uint256", "address", "string[]"):
    try:
        assert hashed(kind, {}) == of_word(kind, bytes(32))
        print(f"absent {kind}, eth-account: a digest with 32 zeros")
    except ValueError as error:
        print(f"absent {kind}, eth-account: {error}")
PY
{
  node probe.mjs
  python/bin/python probe.py
} >seen

compare seen <<'SEEN'
absent, ethers: refuses
absent, viem: refuses
absent, MetaMask: refuses
null, ethers: refuses
null, viem: refuses
null, MetaMask: the digest of the empty text
empty, ethers: the digest of the empty text
empty, viem: the digest of the empty text
empty, MetaMask: the digest of the empty text
absent, eth-account: a digest with 32 zeros
null, eth-account: a digest with 32 zeros
empty, eth-account: the digest of the empty text
absent bytes, eth-account: a digest with 32 zeros
absent bytes32, eth-account: Missing value for field `title` of type `bytes32`
absent uint256, eth-account: Missing value for field `title` of type `uint256`
absent address, eth-account: Missing value for field `title` of type `address`
absent string[], eth-account: Missing value for field `title` of type `string[]`
SEEN
