import { expect } from "chai";

import { METHODS } from "./methods";

describe("the profile of FISCO BCOS", () => {
  it("has 44 methods", () => {
    expect(Object.keys(METHODS)).to.have.lengthOf(44);
  });
});
