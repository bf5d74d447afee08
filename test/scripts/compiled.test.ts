import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { ROOT } from "../docs/markdown";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";

describe("the compiled code", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    for (const name of ["scripts", "lib", "bin", "tasks/deploy"]) mkdirSync(folder.at(name), { recursive: true });
    for (const name of ["compiled.cjs", "cached-swc.cjs"]) {
      cpSync(join(ROOT, "scripts", name), folder.at(`scripts/${name}`));
    }
    symlinkSync(join(ROOT, "node_modules"), folder.at("node_modules"));
    write("lib/number.ts", "export const number: number = 1;\n");
  });
  afterEach(() => folder.remove());

  function write(name: string, text: string): void {
    writeFileSync(folder.at(name), text);
  }

  /** Brings it up to date. @returns whether the compiler was needed */
  function bringUpToDate(): boolean {
    const program = `require(${JSON.stringify(folder.at("scripts/compiled.cjs"))}).bringUpToDate();
      console.log(Object.keys(require.cache).some((path) => path.includes("@swc")));`;
    return execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }) === "true\n";
  }

  const compiled = (name: string): string => readFileSync(folder.at(`dist/${name}`), "utf8");

  it("is made of lib/, tasks/ and bin/, without what only Hardhat runs", () => {
    write("bin/main.ts", "export {};\n");
    write("lib/list.json", "[]");
    write("lib/plain.cjs", "exports.plain = 1;\n");
    write("tasks/deploy/check.ts", "export {};\n");

    expect(bringUpToDate()).to.equal(true);

    expect(compiled("lib/number.js")).to.contain("number = 1");
    expect(compiled("lib/list.json")).to.equal("[]");
    expect(compiled("lib/plain.cjs")).to.equal("exports.plain = 1;\n");
    expect(existsSync(folder.at("dist/bin/main.js"))).to.equal(true);
    expect(existsSync(folder.at("dist/tasks/deploy/check.js"))).to.equal(false);
  });

  it("is used as it is where nothing was changed", () => {
    bringUpToDate();

    expect(bringUpToDate()).to.equal(false);
  });

  it("is made anew where a source was changed, also for an older one", () => {
    bringUpToDate();
    write("lib/number.ts", "export const number: number = 2;\n");
    utimesSync(folder.at("lib/number.ts"), 1, 1);

    bringUpToDate();

    expect(compiled("lib/number.js")).to.contain("number = 2");
  });

  it("is made anew where what compiles was changed", () => {
    bringUpToDate();
    write("scripts/compiled.cjs", `${readFileSync(folder.at("scripts/compiled.cjs"), "utf8")}\n`);

    expect(bringUpToDate()).to.equal(true);
  });

  it("names its exports for those who import it from an ES module", () => {
    bringUpToDate();

    const program = 'import { number } from "./dist/lib/number.js"; console.log(number);';
    const said = execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: folder.at("") });
    expect(said.toString()).to.equal("1\n");
  });
});
