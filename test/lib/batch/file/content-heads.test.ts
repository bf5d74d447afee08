import { expect } from "chai";

import { ContentHeads } from "../../../../lib/batch/file/content-heads";

/** More than it has room for at first. */
const MANY = 10_000;

describe("ContentHeads", () => {
  const manyHeads = (): BigUint64Array =>
    BigUint64Array.from({ length: MANY }, (_, index) => BigInt(index) << 40n).reverse();

  it("says of many that no two are alike", () => {
    const heads = new ContentHeads();
    heads.add(manyHeads());
    heads.add(BigUint64Array.of(1n));

    expect(heads.hasTwins()).to.equal(false);
  });

  for (const twin of [0n, BigInt(MANY / 2) << 40n, BigInt(MANY - 1) << 40n]) {
    it(`finds that ${twin} comes twice, however far apart`, () => {
      const heads = new ContentHeads();
      heads.add(BigUint64Array.of(twin));
      heads.add(manyHeads());

      expect(heads.hasTwins()).to.equal(true);
    });
  }

  it("says of none that no two are alike", () => {
    expect(new ContentHeads().hasTwins()).to.equal(false);
  });
});
