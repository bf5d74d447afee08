import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { ROOT } from "./markdown";

describe("docs/deployment.md", () => {
  it("lists every deploy script in its order", () => {
    const document = readFileSync(join(ROOT, "docs/deployment.md"), "utf8");

    const listed = [...document.matchAll(/^\| `(\d{2}_\w+\.ts)`/gm)].map(([, script]) => script);

    expect(listed).to.deep.equal(readdirSync(join(ROOT, "deploy")).toSorted());
  });
});
