import { expect } from "chai";

import { fields, table, wrapped } from "../../../../tasks/shared/print/output";

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

describe("fields, of values that came from elsewhere", () => {
  it("shows a list as one line under the other", () => {
    expect(fields([["Differs", ["one", "two"]]])).to.equal("Differs  one\n         two");
  });

  it("shows a list of a thousand long lines", () => {
    const lines = Array.from(
      { length: 1_000 },
      (_, index) => `line ${index}: ${"so it is not registered ".repeat(4)}!`,
    );

    expect(fields([["Wrong", lines]]).split("\n")).to.have.length(1_000);
  });

  it("shows what a terminal would act on as its escape", () => {
    expect(fields([["File", "a\n\u001b[2Jb"]])).to.equal("File  a\\u000a\\u001b[2Jb");
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

describe("wrapped", () => {
  it("breaks between words, as late as it can", () => {
    expect(wrapped("one two three four", 9)).to.deep.equal(["one two", "three", "four"]);
    expect(wrapped("one two", 7)).to.deep.equal(["one two"]);
    expect(wrapped("", 7)).to.deep.equal([]);
  });

  it("leaves a command whole: its beginning alone would do something else", () => {
    expect(wrapped("Set it, npm run deploy -- --tags handover. Then: npx hardhat chain doctor", 20)).to.deep.equal([
      "Set it,",
      "npm run deploy -- --tags handover.",
      "Then:",
      "npx hardhat chain doctor",
    ]);
  });
});
