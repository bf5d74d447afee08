import { expect } from "chai";
import stringWidth from "string-width";

import { COLUMNS, fields, indented, table, whole, wrapped } from "../../../../tasks/shared/print/output";

describe("fields", () => {
  it("sets the values under each other, and leaves out what is undefined", () => {
    const text = fields([
      ["Work", "0x01"],
      ["Registered", 7n],
      ["Deed", undefined],
      ["Titles", 0],
    ]);

    expect(text).to.equal("Work        0x01\nRegistered  7\nTitles      0");
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

describe("fields, in 80 columns", () => {
  const HASH = `0x${"5".repeat(64)}`;
  const PATH = `/home/a name with spaces/${"folder/".repeat(12)}file.txt`;

  it("breaks a value between words, and words of wide characters where the line ends", () => {
    const text = fields([
      ["Title", "the keeper of the light ".repeat(6)],
      ["Author", "灯塔".repeat(40)],
    ]);

    for (const line of text.split("\n")) expect(stringWidth(line)).to.be.at.most(COLUMNS);
    expect(text.replaceAll(/\s/g, "")).to.contain("灯塔".repeat(40));
  });

  it("keeps a path in one piece, also with spaces", () => {
    expect(fields([["Batch", whole(PATH)]])).to.equal(`Batch  ${PATH}`);
  });

  it("sets a hash below a name beside which it has no place", () => {
    expect(
      fields([
        ["NOT REGISTERED", HASH],
        ["Chain", "embedded"],
      ]),
    ).to.equal(`NOT REGISTERED\n       ${HASH}\nChain  embedded`);
  });

  it("sets a short value beside such a name", () => {
    expect(fields([["NOT REGISTERED", "poem.txt"]])).to.equal("NOT REGISTERED  poem.txt");
  });

  it("leaves the margin of a line that fits", () => {
    expect(fields([["Accounts", ["aurora", "  0x01"]]])).to.equal("Accounts  aurora\n            0x01");
  });

  it("leaves the margin of a line that does not", () => {
    const text = fields([["Document", `  "name": "${"the keeper of the light ".repeat(4)}"`]]);

    expect(text.split("\n").map((line) => line.slice("Document".length).search(/\S/))).to.deep.equal([4, 4]);
  });

  it("breaks the lines below a heading likewise", () => {
    expect(indented(["", undefined, whole(PATH), "one"])).to.deep.equal([`  ${PATH}`, "  one"]);
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

    expect(fields([["Wrong", lines]]).split("\n")).to.have.length(2_000);
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

  it("breaks the lines of its last column where it is wider than 80", () => {
    const text = table(["Time", "What"], [["2026", "registered by the keeper of the light ".repeat(4)]]);

    expect(text.split("\n")).to.have.length(5);
    for (const line of text.split("\n")) expect(stringWidth(line)).to.be.at.most(COLUMNS);
  });

  it("stays a table where a command of its last column stands out of 80 columns, in one piece", () => {
    const command = "npm run deploy -- --network consortium --tags handover";
    const advice = `-> ${"Whoever deployed names the committee and runs this once more: "}${command}.`;

    const text = table(["Verdict", "Check", "Found"], [["warning", "CredentialRegistry", ["not in order", advice]]]);

    expect(text.split("\n").slice(2)).to.deep.equal([
      "warning  CredentialRegistry  not in order",
      "                             -> Whoever deployed names the committee and runs",
      "                             this once more:",
      `                             ${command}.`,
    ]);
  });

  it("becomes records where that is not enough, with what is copied in one piece", () => {
    const path = `/${"folder/".repeat(12)}file.sqlite`;
    const head = ["Mode", "Source", "Batch"];

    expect(
      table(head, [
        ["anchor", "works", path],
        ["", "", path],
      ]),
    ).to.equal(`Mode    anchor\nSource  works\nBatch   ${path}\n\nBatch  ${path}`);
  });

  it("sets its columns by the widest line of each, also of wide characters, and the lines of a cell under each other", () => {
    const text = table(
      ["Work", "State", "Title"],
      [
        ["潮", 7, ["灯塔", "b"]],
        ["abc…", ["one", "two", "three"], "é"],
      ],
    );

    expect(text.split("\n")).to.deep.equal([
      "Work  State  Title",
      "----  -----  -----",
      "潮    7      灯塔",
      "             b",
      "abc…  one    é",
      "      two",
      "      three",
    ]);
  });

  it("has any number of rows", () => {
    expect(
      table(
        ["Work"],
        Array.from({ length: 200_000 }, () => ["a"]),
      ).split("\n"),
    ).to.have.length(200_002);
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
