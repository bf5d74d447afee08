import { expect } from "chai";

import { FOLDERS, GAP, sentencesOf } from "./advices";

/** What commands count. */
const NOUNS = ["account", "block", "file", "guardian", "order", "row", "title", "work"];
/** A bound is another number than one. */
const COUNT = new RegExp(`(?<!than |than a |last |to |has )${GAP} (?:${NOUNS.join("|")})s\\b`);

describe("counts", () => {
  it("have their noun in the singular where they are one", () => {
    const plural = FOLDERS.flatMap(sentencesOf).filter((sentence) => COUNT.test(sentence));

    expect(plural).to.deep.equal([]);
  });
});
