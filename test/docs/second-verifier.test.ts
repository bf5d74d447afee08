import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { ROOT } from "../shards/shards";

/** What a court's expert can read in a day. */
const MOST_LINES = 600;
const LONGEST_LINE = 140;
const PACKAGES = ["coincurve", "Crypto", "dilithium_py"];

describe("docs/verify_certificate.py", () => {
  const lines = readFileSync(join(ROOT, "docs", "verify_certificate.py"), "utf8")
    .trimEnd()
    .split("\n");

  it(`has fewer than ${MOST_LINES} lines, none of them long`, () => {
    expect(lines.length).to.be.lessThan(MOST_LINES);
    expect(lines.filter(({ length }) => length > LONGEST_LINE)).to.deep.equal([]);
  });

  it("needs a package for Keccak, one for secp256k1, and one for ML-DSA", () => {
    const imported = lines.flatMap((line) => /^\s*(?:import|from) (\w+)/.exec(line)?.[1] ?? []);
    const standard = ["argparse", "base64", "hashlib", "itertools", "json", "pathlib", "re", "sys"];

    expect([...new Set(imported)].filter((name) => !standard.includes(name)).sort()).to.deep.equal(PACKAGES.sort());
  });
});
