import { expect } from "chai";

import { quorumOf } from "../../../../lib/chain/rpc/validators";

/** One to seven validators. */
const NUMBERS = [1, 2, 3, 4, 5, 6, 7];

describe("quorumOf", () => {
  it("takes two thirds, rounded up, where QBFT counts", () => {
    expect(NUMBERS.map((validators) => quorumOf("qbft", validators))).to.deep.equal([1, 2, 2, 3, 4, 4, 5]);
  });

  it("takes all below four where Kaia counts, and the same from four on", () => {
    expect(NUMBERS.map((validators) => quorumOf("kaia", validators))).to.deep.equal([1, 2, 3, 3, 4, 4, 5]);
  });
});
