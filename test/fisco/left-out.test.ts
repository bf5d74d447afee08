import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { ROOT } from "../shards/shards";
import { LEFT_OUT } from "./left-out";

const TITLE = /\bit\(\s*(?:"(?<plain>(?:[^"\\]|\\.)*)"|`(?<filled>(?:[^`\\]|\\.)*)`)/g;

/** The titles of all tests, as expressions that match the end of a full title. */
function titles(): readonly RegExp[] {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".test.ts"),
  );
  return files.flatMap((name) =>
    Array.from(readFileSync(join(ROOT, "test", name), "utf8").matchAll(TITLE), ({ groups }) => {
      const parts = (groups?.["plain"] ?? groups?.["filled"] ?? "").split(/\$\{[^}]*\}/);
      return new RegExp(`(?:^| )${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
    }),
  );
}

describe("The tests that are left out on FISCO BCOS", () => {
  it("are tests that there are, each named once", () => {
    const known = titles();
    const named = LEFT_OUT.map(({ test }) => test);

    expect(named.filter((test) => !known.some((title) => title.test(test)))).to.deep.equal([]);
    expect(named).to.have.length(new Set(named).size);
  });
});
