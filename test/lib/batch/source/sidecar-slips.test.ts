import { expect } from "chai";

import { slipIn } from "../../../../lib/batch/source/sidecar-slips";

describe("slipIn", () => {
  const files = new Set(["poem.txt", "story.txt", "twice.txt", "twice.md"]);
  const of = (name: string): string | undefined => slipIn(name, new Set([...files, name]));

  for (const [name, work] of [
    ["poem.metadata.json", "poem.txt"],
    ["story.txt.Metadata.json", "story.txt"],
    ["Story.txt.metadata.JSON", "story.txt"],
    ["story.txt.metdata.json", "story.txt"],
    ["story.txt.meta-data.json", "story.txt"],
  ] as const) {
    it(`tells whose ${name} may be, and how it would be called`, () => {
      expect(of(name)).to.equal(`looks like metadata, and those of ${work} are looked for in ${work}.metadata.json`);
    });
  }

  for (const [name, stem] of [
    ["other.metadata.json", "other"],
    ["twice.metadata.json", "twice"],
  ] as const) {
    it(`tells how metadata are called where nobody can say whose ${name} is`, () => {
      expect(of(name)).to.equal(
        `looks like metadata, and there is no ${stem}: the metadata of a work are called as its file, with .metadata.json behind it`,
      );
    });
  }

  it("takes no other file for one", () => {
    const names = ["poem.txt", "data.json", "metadata.json", "poem.txt.json", "poem.schema.json", "a.metadata.xml"];
    expect(names.map(of)).to.deep.equal(names.map(() => undefined));
  });
});
