import { expect } from "chai";

import { marked, type Screen, verdict } from "../../../../tasks/shared/print/verdict";

/** A terminal; Node's own streams say by hasColors() what NO_COLOR leaves of it. */
const screen = (isTTY: boolean, colours: boolean): Screen => ({ isTTY, hasColors: () => colours });

describe("marked", () => {
  it("has a sign and a colour where a terminal has colours", () => {
    expect(marked(verdict("PROVEN", true), screen(true, true))).to.equal("\u001b[32m✓ PROVEN\u001b[39m");
    expect(marked(verdict("NOT PROVEN", false), screen(true, true))).to.equal("\u001b[31m✗ NOT PROVEN\u001b[39m");
  });

  it("has a sign alone where it has none, or none are wanted", () => {
    expect(marked(verdict("PROVEN", true), screen(true, false))).to.equal("✓ PROVEN");
  });

  it("is the word alone where there is no terminal", () => {
    expect(marked(verdict("NOT PROVEN", false), screen(false, false))).to.equal("NOT PROVEN");
  });

  it("leaves other words as they are", () => {
    expect(marked("Work", screen(true, true))).to.equal("Work");
  });
});
