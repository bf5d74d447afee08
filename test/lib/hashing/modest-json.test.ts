import { expect } from "chai";

import { immodesty, MOST_DEPTH, MOST_VALUES } from "../../../lib/hashing/modest-json";

describe("immodesty", () => {
  const list = (values: number): string => `[${Array(values).fill("0").join()}]`;
  const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

  it("counts values up to the limit and names it beyond", () => {
    expect(immodesty(list(MOST_VALUES))).to.equal(undefined);
    expect(immodesty(list(MOST_VALUES + 1))).to.equal("of more than 50000 values");
    expect(immodesty(`[${"{},".repeat(MOST_VALUES / 2)}{}]`)).to.equal("of more than 50000 values");
  });

  it("counts levels, which end again", () => {
    expect(immodesty(`[${deep(MOST_DEPTH - 1)},${deep(MOST_DEPTH - 1)}]`)).to.equal(undefined);
    expect(immodesty(deep(MOST_DEPTH + 1))).to.equal("nested more than 100 levels deep");
  });

  it("counts the values of several texts together, and the levels of each", () => {
    expect(immodesty(list(MOST_VALUES / 2), list(MOST_VALUES / 2))).to.equal(undefined);
    expect(immodesty(list(MOST_VALUES / 2), list(MOST_VALUES / 2 + 1))).to.equal("of more than 50000 values");
    expect(immodesty("[".repeat(MOST_DEPTH), "[")).to.equal(undefined);
  });

  it("does not look into texts, whatever is escaped in them", () => {
    for (const text of [
      ",".repeat(MOST_VALUES),
      '\\"'.repeat(3) + ",".repeat(MOST_VALUES),
      "[".repeat(MOST_DEPTH + 1),
    ]) {
      expect(immodesty(`["${text}","\\\\"]`)).to.equal(undefined);
    }
    expect(immodesty(`["\\\\",${list(MOST_VALUES)}]`)).to.equal("of more than 50000 values");
    expect(immodesty('["never ends')).to.equal(undefined);
  });
});
