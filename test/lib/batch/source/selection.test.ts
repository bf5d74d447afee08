import { expect } from "chai";

import { isSystemName, patternsIn, selecting } from "../../../../lib/batch/source/selection";

describe("isSystemName", () => {
  it("knows what systems and programs put beside the works", () => {
    const names = [".DS_Store", "Thumbs.db", "desktop.ini", "~$poem.docx", "__MACOSX", "$RECYCLE.BIN", "poem.txt~"];
    expect(names.filter((name) => !isSystemName(name))).to.deep.equal([]);
  });

  it("takes no work for one", () => {
    expect(["poem.txt", "thumbs.txt", "my desktop.ini", "a~b.txt", "$5.txt"].filter(isSystemName)).to.deep.equal([]);
  });
});

describe("selecting", () => {
  const patterns = (list: string | undefined): string[] | undefined =>
    list === undefined ? undefined : patternsIn(list);
  const cases: [include: string | undefined, exclude: string | undefined, meant: string[]][] = [
    [undefined, undefined, ["a.txt", "b.bak", "drafts", "drafts/c.txt"]],
    ["*.txt", undefined, ["a.txt", "drafts", "drafts/c.txt"]],
    [undefined, "*.bak,drafts", ["a.txt", "drafts/c.txt"]],
    [undefined, "drafts/**", ["a.txt", "b.bak"]],
    ["drafts/*.{txt,md}", undefined, ["drafts", "drafts/c.txt"]],
    ["*.txt", "./drafts/", ["a.txt", "drafts/c.txt"]],
  ];
  for (const [include, exclude, meant] of cases) {
    it(`means ${meant.join(", ")} by --include ${include ?? "nothing"} and --exclude ${exclude ?? "nothing"}`, () => {
      const isMeant = selecting({ include: patterns(include), exclude: patterns(exclude) });

      const paths = ["a.txt", "b.bak", "drafts", "drafts/c.txt"];
      expect(paths.filter((path) => isMeant(path, path === "drafts"))).to.deep.equal(meant);
    });
  }
});

describe("patternsIn", () => {
  it("divides at commas, and not at those within braces", () => {
    expect(patternsIn("*.{txt,md}, drafts/**,")).to.deep.equal(["*.{txt,md}", "drafts/**"]);
  });
});
