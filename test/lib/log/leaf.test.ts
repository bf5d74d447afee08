import { expect } from "chai";

import { encodeLeaf, hashLeaf, placeOf } from "../../../lib/log/leaf";

const REGISTRY = { chainId: 31337, address: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0" };
const EVENT = {
  block: 19,
  time: 1_795_317_622,
  transactionHash: `0x${"6c".repeat(32)}`,
  topics: [`0x${"aa".repeat(32)}`, `0x${"bb".repeat(32)}`],
  data: "0x0102",
};

describe("a leaf of the log", () => {
  it("has the bytes that docs/others-tools.md says", () => {
    expect(encodeLeaf(REGISTRY, EVENT).toString("hex")).to.equal(
      [
        "01",
        "0000000000007a69",
        "9fe46736679d2d9a65f0992f2272de9f3c7fa6e0",
        "0000000000000013",
        "000000006b025f76",
        "6c".repeat(32),
        "02",
        "aa".repeat(32),
        "bb".repeat(32),
        "0102",
      ].join(""),
    );
  });

  it("is refused where it is not of hex digits", () => {
    expect(() => encodeLeaf(REGISTRY, { ...EVENT, data: "0x01zz" })).to.throw("block 19 is not of hex digits");
  });

  it("is hashed with a byte before it that no node has (RFC 9162)", () => {
    expect(hashLeaf(Buffer.alloc(0)).toString("hex")).to.equal(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
  });

  it("is found by its hash, and not where two hashes meet", () => {
    const [one, other] = [Buffer.from("one"), Buffer.from("other")];
    const shifted = Buffer.concat([Buffer.alloc(16), hashLeaf(one), Buffer.alloc(16)]);

    expect(placeOf(one, Buffer.concat([shifted, hashLeaf(other), hashLeaf(one)]))).to.equal(3);
    expect(placeOf(other, Buffer.concat([shifted, hashLeaf(other), hashLeaf(one)]))).to.equal(2);
    expect(placeOf(one, shifted)).to.equal(undefined);
  });
});
