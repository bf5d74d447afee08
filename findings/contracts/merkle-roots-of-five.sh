#!/usr/bin/env bash
# The same leaves, sorted, pairs sorted, no leaf doubled: merkletreejs 0.6.0 and @openzeppelin/merkle-tree 1.0.8 have one root
# for 1, 2, 3, 4, 6, 8, 12 and 16 leaves, and two for 5, 7, 9 and others. OpenZeppelin's is a heap, in which leaves of an odd
# level go to the other end; merkletreejs carries the last one up.
# Guess: with equal options the roots are equal; a test with three or four leaves says so too.
# For Colophon: a root is OpenZeppelin's and made by this project alone (docs/batch-file.md says how, to the byte). The registry
# takes proofs of either tree, since a proof is a list of siblings: who anchors a root of another tool must keep its proofs.
source "$(dirname "$0")/../shared/begin.sh"
packages merkletreejs@0.6.0 @openzeppelin/merkle-tree@1.0.8 ethers@6.16.0

cat >probe.mjs <<'JS'
import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { keccak256, toBeHex } from "ethers";
import { MerkleTree } from "merkletreejs";

const hash = (bytes) => Buffer.from(keccak256(bytes).slice(2), "hex");
const equal = [];
const different = [];
let proofs = 0;
for (let count = 1; count <= 16; count += 1) {
  const leaves = Array.from({ length: count }, (_, index) => keccak256(toBeHex(index, 32)));
  const heap = SimpleMerkleTree.of(leaves);
  const layers = new MerkleTree(leaves, hash, { sort: true });
  (heap.root === layers.getHexRoot() ? equal : different).push(count);
  const proven = leaves.filter((leaf) => SimpleMerkleTree.verify(layers.getHexRoot(), leaf, layers.getHexProof(leaf)));
  if (proven.length === count) proofs += 1;
}
console.log("equal:", equal.join(" "));
console.log("different:", different.join(" "));
console.log("trees of merkletreejs whose proofs OpenZeppelin takes:", proofs, "of 16");
JS
node probe.mjs >seen

compare seen <<'SEEN'
equal: 1 2 3 4 6 8 12 16
different: 5 7 9 10 11 13 14 15
trees of merkletreejs whose proofs OpenZeppelin takes: 16 of 16
SEEN
