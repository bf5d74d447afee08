import { expect } from "chai";

import { HASH_BYTES, sortLeaves } from "../../../../lib/batch/tree/leaf-order";
import { Random, testSeed } from "../../../shared/random";

describe("sortLeaves", () => {
  const seed = testSeed();

  function sorted(leaves: readonly Buffer[]): string[] {
    const all = Buffer.concat(leaves);
    sortLeaves(all);
    return leaves.map((_, index) => all.toString("hex", index * HASH_BYTES, (index + 1) * HASH_BYTES));
  }

  const falling = (leaves: readonly Buffer[]): string[] =>
    leaves.map((leaf) => leaf.toString("hex")).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));

  it(`puts leaves into falling order, also those that differ late or not at all (seed ${seed})`, () => {
    const random = new Random(seed);
    const leafOf = (same: number): Buffer =>
      Buffer.from(Array.from({ length: HASH_BYTES }, (_, byte) => (byte < same ? 7 : random.below(256))));
    for (const count of [1, 2, 3, 10, 500]) {
      for (const same of [0, 1, 2, 5, 6, 31, 32]) {
        const leaves = Array.from({ length: count }, () => leafOf(random.pick([0, same])));

        expect(sorted(leaves), `${count} leaves, ${same} bytes alike`).to.deep.equal(falling(leaves));
      }
    }
  });
});
