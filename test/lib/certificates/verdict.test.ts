import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { VERDICTS } from "../../../lib/certificates/judge/verdict";
import { ROOT } from "../../shards/shards";

const docs = (name: string): string => readFileSync(join(ROOT, "docs", name), "utf8");

describe("VERDICTS", () => {
  it("have an exit code each, and nothing but valid ends as a command that went well or failed does", () => {
    const codes = Object.values(VERDICTS);

    expect(new Set(codes).size).to.equal(codes.length);
    expect(codes.filter((code) => code < 10)).to.deep.equal([VERDICTS.valid]);
  });

  it("are those of docs/certificates.md and of the second verifier", () => {
    const rows = [...docs("certificates.md").matchAll(/^\| `([A-Z ]+)` +\| (\d+) +\|/gm)];
    const told = rows.map(([, verdict = "", code]) => [verdict.toLowerCase(), Number(code)] as const);
    const python = [...docs("verify_certificate.py").matchAll(/"([a-z ]+)": (\d+)[,}]/g)];

    expect(Object.fromEntries(told)).to.deep.equal(VERDICTS);
    const theirs = python.map(([, verdict = "", code]) => [verdict, Number(code)] as const);
    expect(Object.fromEntries(theirs)).to.include(VERDICTS);
  });
});
