import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { FEWER } from "../fisco/run";
import { divide, SECONDS, shardsOf } from "./divide";
import { ROOT } from "./shards";

describe("divide", () => {
  const slow = Object.keys(SECONDS);
  const quick = Array.from({ length: 7 }, (_, index) => `test/quick-${index}.test.ts`);
  const files = [...quick, ...slow];

  it("puts each file into one part", () => {
    expect(divide(files, 2).flat().sort()).to.deep.equal([...files].sort());
    expect(divide(files, 1)).to.deep.equal([[...files].sort()]);
  });

  it("makes parts that take about the same time", () => {
    const [first = 0, second = 0] = divide(files, 2).map((part) =>
      part.reduce((total, file) => total + (SECONDS[file] ?? 1), 0),
    );

    expect(Math.abs(first - second)).to.be.at.most(1);
  });

  it("makes no empty part", () => {
    expect(divide(quick.slice(0, 1), 2)).to.deep.equal([quick.slice(0, 1)]);
    expect(divide([], 2)).to.deep.equal([]);
  });

  it("has one process more than cores, and three at most", () => {
    expect([1, 2, 3, 16].map(shardsOf)).to.deep.equal([2, 3, 3, 3]);
  });

  it("knows of files that exist", () => {
    expect([...slow, ...Object.keys(FEWER)].filter((file) => !existsSync(join(ROOT, file)))).to.deep.equal([]);
  });
});
