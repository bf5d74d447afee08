import { expect } from "chai";

import { countOf, summaryOf } from "./summary";

const GOOD = "  a suite\n    ✔ does\n\n\n  12 passing (3s)\n\n";
const BAD = `  a suite\n    1) does not\n\n\n  7 passing (2m)\n  1 failing\n\n  1) a suite\n       does not:\n     Error: no\n\n`;

describe("countOf", () => {
  it("counts what mocha counted", () => {
    expect(countOf({ code: 0, output: GOOD })).to.deep.equal({ passing: 12, failing: 0, failures: "" });
  });

  it("has what mocha said of the tests that failed, without colours", () => {
    const { passing, failing, failures } = countOf({
      code: 1,
      output: BAD.replace("1 failing", "\x1b[31m1 failing\x1b[0m"),
    });

    expect({ passing, failing }).to.deep.equal({ passing: 7, failing: 1 });
    expect(failures).to.equal(BAD.slice(BAD.indexOf("  1 failing")).trimEnd());
  });

  it("goes by the last count, since a test may print the output of another run", () => {
    expect(countOf({ code: 0, output: "  3 passing (1s)\n  1 failing\n" + GOOD })).to.include({
      passing: 12,
      failing: 0,
    });
  });

  for (const code of [null, 1]) {
    it(`counts a process that ended with ${code} and without a test that failed as one, with its last words`, () => {
      const killed = countOf({ code, output: "  a suite\nout of memory\n" });
      const afterwards = countOf({ code, output: GOOD });

      expect(killed).to.include({ passing: 0, failing: 1 });
      expect(killed.failures).to.contain(`It ended with ${code}, and not by a test:`).and.contain("out of memory");
      expect(afterwards).to.include({ passing: 12, failing: 1 });
    });
  }
});

describe("summaryOf", () => {
  const counts = [GOOD, BAD].map((output, code) => countOf({ code, output }));

  it("ends with one line that has the sum", () => {
    const { failing, words } = summaryOf(counts, 61_400);

    expect(failing).to.equal(1);
    expect(words.split("\n").at(-1)).to.equal("19 passing, 1 failing (61 s)");
  });

  it("says before it what failed, and nothing where nothing did", () => {
    expect(summaryOf(counts, 0).words).to.contain("What failed:\n  1 failing");
    expect(summaryOf(counts.slice(0, 1), 0).words).to.equal("\n12 passing, 0 failing (0 s)");
  });
});
