import { expect } from "chai";

import { askedRows } from "../../bench/shared/asked-rows";

describe("askedRows", () => {
  it("wants a row by its name and by the words that it begins with", () => {
    for (const asked of ["", "time", "time.", "time.anchor", "time.anchor.", "time.anchor.1000"]) {
      expect(askedRows([asked]).wants("time.anchor.1000"), asked).to.equal(true);
    }
    expect(askedRows(["gas", "time.anchor"]).wants("time.anchor.1000")).to.equal(true);
  });

  it("does not want a row whose name only begins with the same letters", () => {
    for (const asked of ["time.anchor.100", "time.anchor.10000", "time.anch", "gas"]) {
      expect(askedRows([asked]).wants("time.anchor.1000"), asked).to.equal(false);
    }
  });

  it("wants the beginning of the name of a row that is asked for", () => {
    for (const asked of ["", "time", "time.anchor", "time.anchor.1000"]) {
      expect(askedRows([asked]).wants("time.anchor."), asked).to.equal(true);
    }
    for (const asked of ["time.proof", "gas"]) expect(askedRows([asked]).wants("time.anchor."), asked).to.equal(false);
  });

  it("tells a row that was named", () => {
    const { names } = askedRows(["time.anchor.1000"]);
    expect(["time.anchor.1000", "time.anchor.10000", "time.anchor.100", "time.anchor"].map(names)).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
  });
});
