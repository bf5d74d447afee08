import { keccak_256 } from "@noble/hashes/sha3";
import { expect } from "chai";
import { hexlify, id, keccak256 as keccakOfEthers } from "ethers";

import { useFastKeccak } from "../../../lib/hashing/fast-keccak";
import { hashKeccakBy, keccak256 } from "../../../lib/hashing/keccak";

/** Of nothing, and of "abc": known answers. */
const KNOWN = [
  ["0x", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"],
  ["0x616263", "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"],
] as const;
/** Around where a block of the sponge ends, at 136 bytes, and as long as a node of a trie. */
const LENGTHS = [1, 135, 136, 137, 272, 532, 4_096];

describe("keccak256", () => {
  // Whatever was set before, by a test of another file in the same process.
  before(useFastKeccak);

  const samples = LENGTHS.map((length) => Uint8Array.from({ length }, (_, index) => index % 251));

  it("hashes what is known", () => {
    for (const [bytes, hash] of KNOWN) expect(keccak256(bytes)).to.equal(hash);
  });

  it("gives the same once it is fast, for us and for ethers", async () => {
    hashKeccakBy(() => id("another"));
    expect(keccak256("0x")).to.equal(id("another"));

    await useFastKeccak();

    for (const bytes of samples) {
      const hash = hexlify(keccak_256(bytes));
      expect([keccak256(bytes), keccakOfEthers(bytes)]).to.deep.equal([hash, hash]);
    }
    for (const [bytes, hash] of KNOWN) expect([keccak256(bytes), keccakOfEthers(bytes)]).to.deep.equal([hash, hash]);
  });
});
