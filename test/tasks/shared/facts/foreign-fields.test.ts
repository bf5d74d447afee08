import { expect } from "chai";

import type { KnownTitle } from "../../../../lib/certificates/foreign/known";
import { afterForeign, foreignVerdict } from "../../../../tasks/shared/facts/foreign-fields";

const FINAL: KnownTitle = {
  ...{ owner: "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955", registeredAt: 100, finalAt: 160, status: "in force" },
  ...{ changedAtBlock: 7, sourceBlock: 9, sourceTime: 160 },
};

describe("what is said of a title of another chain", () => {
  it("is known and good where it is in force and was final at its block", () => {
    expect(foreignVerdict(FINAL)).to.deep.equal({ word: "KNOWN", isGood: true });
  });

  for (const [word, change] of [
    ["PROVISIONAL", { sourceTime: 159 }],
    ["ON HOLD", { status: "held" }],
    ["ANNULLED", { status: "annulled", sourceTime: 159 }],
  ] as const) {
    it(`is ${word}, and not good, where it is so at the source`, () => {
      expect(foreignVerdict({ ...FINAL, ...change })).to.deep.equal({ word, isGood: false });
    });
  }

  it("is not known where it was not proven, with whoever can change that", () => {
    expect(foreignVerdict(undefined)).to.deep.equal({ word: "NOT KNOWN", isGood: false });
    const next = [false, true].map((isBelieved) => afterForeign(isBelieved, undefined).at(-1)?.[1]);
    expect(next[0]).to.match(/committee propose --what source --trust FILE --headers KIND$/);
    expect(next[1]).to.match(/^npx hardhat certificate carry --certificate FILE, by/);
    expect(afterForeign(true, FINAL).map(([name]) => name)).to.deep.equal(["Since then"]);
  });
});
