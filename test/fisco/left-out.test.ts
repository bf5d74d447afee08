import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { ROOT } from "../shards/shards";
import { LEFT_OUT } from "./left-out";

/** A string in one line: a title is one, wherever it stands. */
const STRING = /(?<quote>["`])(?<text>(?:(?!\k<quote>)[^\\\n]|\\.)*)\k<quote>/g;
/** A title that is little more than its gaps would match any other. */
const LEAST_LETTERS = 12;

/** What may be a test's title, as expressions that match the end of a full title. */
function titles(): readonly RegExp[] {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith("left-out.ts"),
  );
  return files
    .flatMap((name) => [...readFileSync(join(ROOT, "test", name), "utf8").matchAll(STRING)])
    .map(({ groups }) => (groups?.["text"] ?? "").split(/\$\{[^}]*\}/))
    .filter((parts) => parts.join("").length >= LEAST_LETTERS)
    .map((parts) => parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*"))
    .map((title) => new RegExp(`(?:^| )${title}$`));
}

describe("The tests that are left out on FISCO BCOS", () => {
  it("are tests that there are, each named once", () => {
    const known = titles();
    const named = LEFT_OUT.map(({ test }) => test);

    expect(named.filter((test) => !known.some((title) => title.test(test)))).to.deep.equal([]);
    expect(named).to.have.length(new Set(named).size);
  });
});
