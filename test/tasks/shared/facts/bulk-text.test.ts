import { expect } from "chai";

import type { BulkPlan } from "../../../../lib/batch/run/plan";
import { planText } from "../../../../tasks/shared/facts/bulk-text";

describe("planText", () => {
  const bad = [
    { line: 2, name: "b.txt", problems: ["title is empty"] },
    { line: 3, name: "works/c.txt", problems: ["/works/c.txt does not exist"] },
    { line: 4, name: undefined, problems: ["the line is not UTF-8 text"] },
  ];
  const leftOut = { system: 0, links: 0, excluded: 0 };
  const plan: BulkPlan = { works: [], known: [], bad, unused: [], refusal: undefined, leftOut, separator: undefined };

  it("says of a row of a table its line and its work, and no path twice", () => {
    expect(planText(plan, "csv")).to.contain(
      [
        "Left out     line 2, b.txt: title is empty",
        "             line 3: /works/c.txt does not exist",
        "             line 4: the line is not UTF-8 text",
      ].join("\n"),
    );
  });

  it("says of a row of a folder its file, which has no line", () => {
    expect(planText(plan, "directory")).to.contain(
      [
        "Left out     b.txt: title is empty",
        "             /works/c.txt does not exist",
        "             the line is not UTF-8 text",
      ].join("\n"),
    );
  });

  for (const [separator, line] of [
    [";", "Read as      CSV with semicolons, as its header has them"],
    ["\t", "Read as      CSV with tabs, as its header has them"],
    [",", undefined],
  ] as const) {
    it(`says how CSV with ${JSON.stringify(separator)} was read, where it is not with commas`, () => {
      const lines = planText({ ...plan, separator }, "csv").split("\n");

      expect(lines.find((each) => each.startsWith("Read as"))).to.equal(line);
    });
  }
});
