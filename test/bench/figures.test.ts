import { expect } from "chai";

import { blockTime, percentile, rateOver, rateSince, wholeTurns } from "../../bench/network/figures";

/** One work at each of these moments. */
const worksAt = (...moments: readonly number[]) => moments.map((at) => ({ at, waited: 0, works: 1 }));

describe("The figures of a network", () => {
  describe("percentile", () => {
    it("is a value that so many of all do not exceed, whatever their order", () => {
      const values = Array.from({ length: 200 }, (_, index) => 200 - index);
      expect([50, 99, 100].map((percent) => percentile(values, percent))).to.deep.equal([100, 198, 200]);
      expect([0, 50, 99].map((percent) => percentile([7], percent))).to.deep.equal([7, 7, 7]);
    });

    it("rejects nothing at all", () => {
      expect(() => percentile([], 50)).to.throw("a percentile of nothing");
    });
  });

  describe("wholeTurns", () => {
    it("leaves out the first blocks where they are no whole turn", () => {
      expect(wholeTurns([0, 1, 2, 3, 4, 5, 6, 7], 3)).to.deep.equal({ from: 1, to: 7, blocks: 6 });
    });

    it("rejects less than one turn", () => {
      expect(() => wholeTurns([0, 1, 2], 3)).to.throw("3 blocks are too few");
    });
  });

  describe("rateOver", () => {
    it("counts the bursts of whole blocks, be they ever so late", () => {
      const blocks = [0, 1_000, 2_000];
      const bursts = worksAt(-1, 1, 10, 500, 1_001, 1_990, 2_001, 2_002);
      expect(rateOver(bursts, blocks, 1)).to.equal(2.5);
    });

    it("counts works, not acknowledgements", () => {
      expect(rateOver([{ at: 500, waited: 0, works: 1_000 }], [0, 2_000], 1)).to.equal(500);
    });
  });

  describe("blockTime", () => {
    it("is the mean of whole turns, the long wait of each included", () => {
      const turnsOfSixSeconds = [0, 1_000, 2_000, 6_000, 7_000, 8_000, 12_000, 13_000];
      expect(blockTime(turnsOfSixSeconds, 3)).to.equal(2);
    });
  });

  describe("rateSince", () => {
    it("ends with the last acknowledgement, which need not be the last of the list", () => {
      expect(rateSince(1_000, worksAt(2_000, 5_000, 3_000))).to.equal(0.75);
    });
  });
});
