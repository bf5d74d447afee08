import { createMPTFromProof } from "@ethereumjs/mpt";
import { expect } from "chai";

import { keccak256 } from "../../../lib/hashing/keccak";
import { fromHex, toHex } from "../../../lib/hex";
import { buildTrie } from "../../../lib/proofs/build-trie";
import { ProofError } from "../../../lib/proofs/proof-error";
import { encode } from "../../../lib/proofs/rlp";
import { provenValue, type TrieProof } from "../../../lib/proofs/trie";
import { Random, testSeed } from "../../shared/random";

const TRIES = 60;

describe("provenValue", () => {
  const seed = testSeed();

  it(`shows what @ethereumjs/mpt finds, for keys that are there and others, of short and long keys and values (seed ${seed})`, async () => {
    const random = new Random(seed);
    let [found, absent] = [0, 0];
    const wrong: string[] = [];
    for (let count = 0; count < TRIES; count += 1) {
      const keyBytes = 1 + random.below(3);
      const entries = new Map(
        Array.from({ length: 1 + random.below(40) }, () => [hex(random, keyBytes), hex(random, 1 + random.below(40))]),
      );
      const trie = await buildTrie(entries);
      for (const key of [...entries.keys(), ...Array.from({ length: 10 }, () => hex(random, keyBytes))]) {
        const proof = await trie.proofOf(key);
        const value = provenValue(trie.root, key, proof, "the proof");
        if (value !== entries.get(key)) wrong.push(key);
        if (value === undefined) absent += 1;
        else found += 1;
      }
    }
    expect(wrong).to.deep.equal([]);
    expect(found).to.be.greaterThan(TRIES);
    expect(absent).to.be.greaterThan(TRIES);
  });

  it(`never shows another value than @ethereumjs/mpt, of proofs with a character changed, a node left out or doubled (seed ${seed})`, async () => {
    const random = new Random(seed);
    const entries = new Map(Array.from({ length: 60 }, () => [hex(random, 2), hex(random, 1 + random.below(40))]));
    const trie = await buildTrie(entries);
    const faults = new Set<string>();
    for (const key of entries.keys()) {
      const proof = await trie.proofOf(key);
      for (const nodes of changedProofs(random, proof)) {
        const ours = shown(trie.root, key, nodes);
        if (ours !== entries.get(key)) faults.add(String(ours));
        expect(ours, JSON.stringify(nodes)).to.be.oneOf([entries.get(key), "root", "malformed", "left-over"]);
        if (ours === entries.get(key)) expect(await peerValue(trie.root, key, nodes)).to.equal(ours);
      }
    }
    expect([...faults]).to.include.members(["root", "malformed", "left-over"]);
  });

  it("refuses nodes that no trie has, though their hashes fit: a path with wrong flags, three parts, a branch that is too short", () => {
    for (const node of [
      encode(["0x40", "0x01"]),
      encode(["0x02", "0x01"]),
      encode(["0x", "0x01"]),
      encode(["0x20", "0x01", "0x02"]),
      encode(Array.from({ length: 16 }, () => "0x")),
      encode("0x0102"),
      encode([["0x20"], "0x01"]),
    ]) {
      expect(() => provenValue(keccak256(node), "0x12", [node], "the proof"), node)
        .to.throw(ProofError)
        .with.property("fault", "malformed");
    }
  });
});

function hex(random: Random, bytes: number): string {
  return toHex(Uint8Array.from({ length: bytes }, () => 1 + random.below(255)));
}

function changedProofs(random: Random, proof: TrieProof): TrieProof[] {
  const at = random.below(proof.length);
  const node = proof[at] ?? "";
  const digit = 2 + random.below(node.length - 2);
  const other = node.charAt(digit) === "0" ? "1" : "0";
  return [
    proof.with(at, node.slice(0, digit) + other + node.slice(digit + 1)),
    proof.toSpliced(at, 1),
    [...proof, node],
    [...proof.slice(0, -1), proof.at(0) ?? ""],
  ];
}

function shown(root: string, key: string, nodes: TrieProof): string | undefined {
  try {
    return provenValue(root, key, nodes, "the proof");
  } catch (error) {
    if (error instanceof ProofError) return error.fault;
    throw error;
  }
}

async function peerValue(root: string, key: string, nodes: TrieProof): Promise<string | undefined> {
  const trie = await createMPTFromProof(nodes.map(fromHex), { root: fromHex(root) });
  const value = await trie.get(fromHex(key));
  return value === null ? undefined : toHex(value);
}
