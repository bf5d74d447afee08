import { expect } from "chai";

import { durationOf } from "../../lib/duration";

describe("durationOf", () => {
  for (const [seconds, words] of [
    [0, "0 s"],
    [45, "45 s"],
    [60, "1 minute"],
    [90, "90 s"],
    [5_400n, "90 minutes"],
    [3_600, "1 hour"],
    [86_400, "1 day"],
    [90_000, "25 hours"],
    [604_800n, "7 days"],
    [604_801, "604801 s"],
  ] as const) {
    it(`says ${words} of ${seconds} seconds`, () => {
      expect(durationOf(seconds)).to.equal(words);
    });
  }
});
