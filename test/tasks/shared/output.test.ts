import { expect } from "chai";

import { fields, table } from "../../../tasks/shared/output";

describe("fields", () => {
  it("sets the values under each other, and leaves out what is undefined", () => {
    const text = fields([
      ["Work", "0x01"],
      ["Registered at", 7n],
      ["Deed", undefined],
      ["Titles", 0],
    ]);

    expect(text).to.equal("Work           0x01\nRegistered at  7\nTitles         0");
  });

  it("counts the columns of wide characters", () => {
    expect(
      fields([
        ["Registered", "潮"],
        ["潮", "x"],
      ]),
    ).to.equal("Registered  潮\n潮          x");
  });
});

describe("table", () => {
  it("has a heading, and no spaces at the ends of lines", () => {
    const text = table(
      ["Time", "What"],
      [
        ["2026", "registered"],
        ["2027", ""],
      ],
    );

    expect(text).to.equal("Time  What\n----  ----\n2026  registered\n2027");
  });

  it("is its heading where there are no rows", () => {
    expect(table(["Time", "What"], [])).to.equal("Time  What\n----  ----");
  });
});
