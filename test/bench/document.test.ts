import { expect } from "chai";

import { renewed } from "../../bench/shared/document";

const ORDER = ["gas", "bulk", "start"];

describe("docs/benchmarks.md", () => {
  it("keeps what was not measured anew, and has the parts in their order", () => {
    const first = renewed(
      "",
      new Map([
        ["start", "## start\n\nold"],
        ["gas", "## gas\n\n| `a` | 1 gas |"],
      ]),
      ORDER,
    );

    const second = renewed(
      first,
      new Map([
        ["start", "## start\n\nnew"],
        ["bulk", "## bulk\n\nthere"],
      ]),
      ORDER,
    );

    expect(second.slice(second.indexOf("## "))).to.equal(
      "## gas\n\n| `a` | 1 gas |\n\n## bulk\n\nthere\n\n## start\n\nnew\n",
    );
    expect(second.startsWith("# Benchmarks\n\n")).to.equal(true);
  });

  it("leaves out what is no part any more", () => {
    expect(renewed("# Old\n\n## gone\n\nx\n", new Map(), ORDER)).not.to.contain("gone");
  });
});
