import { expect } from "chai";

import { ACCREDITED_KINDS, kindsOf, scopeOf } from "../../../../lib/chain/contracts/scope";

describe("scopeOf and kindsOf", () => {
  it("are the bits of the contracts' kinds, and each other's reverse", () => {
    expect(scopeOf([])).to.equal(0);
    expect(scopeOf(["publisher"])).to.equal(2);
    expect(scopeOf(["notary", "publisher"])).to.equal(10);
    expect(scopeOf(ACCREDITED_KINDS)).to.equal(14);
    for (let scope = 0; scope <= 14; scope += 2) expect(scopeOf(kindsOf(BigInt(scope)))).to.equal(scope);
  });
});
