import { expect } from "chai";

import { firstOf } from "../../lib/first-of";

describe("firstOf", () => {
  const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index}`);

  it("gives a short list whole, and of a long one the first lines and the count of the others", () => {
    expect(firstOf(lines(0))).to.deep.equal([]);
    expect(firstOf(lines(11))).to.deep.equal(lines(11));
    expect(firstOf(lines(12))).to.deep.equal([...lines(10), "… and 2 more"]);
  });
});
