import { expect } from "chai";

import { hashLeaf } from "../../../lib/log/leaf";
import { HASH_BYTES, hashNodes, LogTree } from "../../../lib/log/tree";
import { isConsistent, rootByInclusion } from "../../../lib/log/verify";
import { Random, testSeed } from "../../shared/random";

/** The vectors that implementations of RFC 6962 and 9162 have in common: eight leaves, and the root of each tree of the first. */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const NODES = {
  leaf1: "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
  pair1: "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
  four1: "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
  leaf4: "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
  pair2: "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
  pair3: "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
};
const INCLUSION: readonly (readonly [index: number, size: number, path: readonly string[]])[] = [
  [0, 1, []],
  [0, 8, [NODES.leaf1, NODES.pair1, NODES.four1]],
  [5, 8, [NODES.leaf4, NODES.pair3, ROOTS[3] ?? ""]],
  [2, 3, [ROOTS[1] ?? ""]],
  [1, 5, [ROOTS[0] ?? "", NODES.pair1, NODES.leaf4]],
];
const CONSISTENCY: readonly (readonly [first: number, second: number, path: readonly string[]])[] = [
  [1, 1, []],
  [1, 8, [NODES.leaf1, NODES.pair1, NODES.four1]],
  [6, 8, [NODES.pair2, NODES.pair3, ROOTS[3] ?? ""]],
  [2, 5, [NODES.pair1, NODES.leaf4]],
];
/** Beyond two full levels, so that every shape of a tree comes up. */
const MOST = 37;

/** The root as RFC 9162, section 2.1.1, defines it. */
function defined(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined || leaves.length === 1) return first ?? Buffer.from(EMPTY, "hex");
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hashNodes(defined(leaves.slice(0, split)), defined(leaves.slice(split)));
}

const hex = (path: readonly Buffer[]): string[] => path.map((node) => node.toString("hex"));

/** A path with one bit of one node changed, or a node more, or one less. */
function changed(random: Random, path: readonly Buffer[]): Buffer[] {
  const at = random.below(path.length + 1);
  const node = path[at];
  if (node === undefined) return [...path, Buffer.alloc(HASH_BYTES, random.below(256))];
  if (random.chance(0.3)) return path.filter((_, index) => index !== at);
  const other = Buffer.from(node);
  const byte = random.below(HASH_BYTES);
  other.writeUInt8(other.readUInt8(byte) ^ (1 << random.below(8)), byte);
  return path.map((each, index) => (index === at ? other : each));
}

describe("LogTree", () => {
  const hashes = LEAVES.map((leaf) => hashLeaf(Buffer.from(leaf, "hex")));
  const tree = new LogTree(Buffer.concat(hashes));
  const leaves = Array.from({ length: MOST }, (_, index) => hashLeaf(Buffer.from([index])));
  const small = new LogTree(Buffer.concat(leaves));

  it("has the roots and the proofs of the vectors that others use", () => {
    expect(tree.root(0).toString("hex")).to.equal(EMPTY);
    expect(ROOTS.map((_, index) => tree.root(index + 1).toString("hex"))).to.deep.equal(ROOTS);
    for (const [index, size, path] of INCLUSION) {
      expect(hex(tree.inclusion(index, size)), `${index} of ${size}`).to.deep.equal(path);
    }
    for (const [first, second, path] of CONSISTENCY) {
      expect(hex(tree.consistency(first, second)), `${first} to ${second}`).to.deep.equal(path);
    }
  });

  it("proves every leaf and every growth of every small tree, and the root is as it is defined", () => {
    const wrong: string[] = [];
    for (let size = 0; size <= MOST; size += 1) {
      const root = small.root(size);
      if (!root.equals(defined(leaves.slice(0, size)))) wrong.push(`root of ${size}`);
      for (const [index, leaf] of leaves.slice(0, size).entries()) {
        const found = rootByInclusion(leaf, { index, size }, small.inclusion(index, size));
        if (found?.equals(root) !== true) wrong.push(`${index} of ${size}`);
        const earlier = { size: index, root: small.root(index) };
        if (!isConsistent(earlier, { size, root }, small.consistency(index, size))) wrong.push(`${index} to ${size}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  const seed = testSeed();
  it(`does not prove what was changed (seed ${seed})`, () => {
    const random = new Random(seed);
    const taken: string[] = [];
    for (let round = 0; round < 2_000; round += 1) {
      const size = 2 + random.below(MOST - 1);
      const index = random.below(size);
      const leaf = leaves[index] ?? Buffer.alloc(0);
      const root = small.root(size);
      const path = small.inclusion(index, size);
      if (rootByInclusion(leaf, { index, size }, changed(random, path))?.equals(root)) taken.push(`path of ${index}`);
      const elsewhere = (index + 1 + random.below(size - 1)) % size;
      if (rootByInclusion(leaf, { index: elsewhere, size }, path)?.equals(root)) taken.push(`${index} at ${elsewhere}`);

      const first = 1 + random.below(size - 1);
      const growth = small.consistency(first, size);
      const earlier = { size: first, root: small.root(first) };
      if (isConsistent(earlier, { size, root }, changed(random, growth))) taken.push(`growth from ${first}`);
      const other = { ...earlier, root: hashNodes(earlier.root, root) };
      if (isConsistent(other, { size, root }, growth)) taken.push(`another root of ${first}`);
    }
    expect(taken).to.deep.equal([]);
  });

  it("refuses a size, a leaf and a beginning that it does not have", () => {
    expect(() => tree.root(9)).to.throw(RangeError, "8 leaves, not 9");
    expect(() => tree.inclusion(3, 3)).to.throw(RangeError, "no leaf 3");
    expect(() => tree.consistency(4, 3)).to.throw(RangeError, "no size before 3");
    expect(() => new LogTree(Buffer.alloc(31))).to.throw("32 bytes each");
    expect(rootByInclusion(hashes[0] ?? Buffer.alloc(0), { index: 3, size: 3 }, [])).to.equal(undefined);
    expect(isConsistent({ size: 2, root: tree.root(2) }, { size: 1, root: tree.root(1) }, [])).to.equal(false);
  });
});
