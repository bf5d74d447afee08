import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";

import { expect } from "chai";

import { toHex } from "../../lib/hex";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";

const SCRIPT = "scripts/cached-swc.cjs";
/** What a process does that compiles one file: the options, the text and the path are its arguments. */
const COMPILE = `
  const [options, text, fileName] = process.argv.slice(1);
  const { create } = require("./${SCRIPT}");
  const compiler = create({ service: { config: { options: JSON.parse(options) } } });
  console.log(JSON.stringify(compiler.transpile(text, { fileName })));
`;
/** swc's stand-in: it says what it was given, and notes that it was loaded. */
const SWC = `
  require("node:fs").appendFileSync(__dirname + "/loaded", "x");
  exports.transformSync = (input, { module }) => JSON.stringify({ version: require("./package.json").version, input, lazy: module.lazy });
`;
const TS_NODE = `
  exports.create = ({ swc, service }) => ({
    transpile: (input, { fileName }) => ({
      outputText: swc.transformSync(input, { filename: fileName, module: {} }) + service.config.options.target,
      sourceMapText: "the map of " + fileName,
    }),
  });
`;

describe("The kept output of the compiler", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    write(SCRIPT, "");
    copyFileSync(join(__dirname, "../..", SCRIPT), folder.at(SCRIPT));
    write("node_modules/@swc/core/index.js", SWC);
    write("node_modules/ts-node/transpilers/swc.js", TS_NODE);
    setVersion("@swc/core", "1.0.0");
    setVersion("ts-node", "1.0.0");
  });
  afterEach(() => folder.remove());

  function write(path: string, text: string): void {
    mkdirSync(dirname(folder.at(path)), { recursive: true });
    writeFileSync(folder.at(path), text);
  }

  function setVersion(name: string, version: string): void {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version }));
  }

  /** Compiles in a process of its own. @returns what the compiler said, and whether swc was needed */
  function compile(text: string, { target = "es2022", path = "lib/a.ts" } = {}): { output: string; isNew: boolean } {
    const before = loads();
    const words = ["-e", COMPILE, JSON.stringify({ target }), text, folder.at(path)];
    const output = execFileSync(process.execPath, words, { cwd: folder.at("."), encoding: "utf8" });
    return { output, isNew: loads() > before };
  }

  function loads(): number {
    const path = folder.at("node_modules/@swc/core/loaded");
    return existsSync(path) ? readFileSync(path, "utf8").length : 0;
  }

  const entries = (): string[] => readdirSync(folder.at("node_modules/.cache/colophon/compiled"));

  it("is what was compiled, with its map, and does not even load swc", () => {
    const first = compile("one");
    const second = compile("one");

    expect(first.isNew).to.equal(true);
    expect(second).to.deep.equal({ output: first.output, isNew: false });
    expect(first.output).to.contain("the map of").and.to.contain("lib/a.ts");
  });

  it("is never that of another text, and does not grow with changes", () => {
    compile("one");

    expect(compile("two")).to.deep.include({ isNew: true });
    expect(compile("two").output).to.contain("two");
    expect(entries()).to.have.length(1);
  });

  it("is never that of other options, another version or another file", () => {
    compile("one");

    expect(compile("one", { target: "es2023" }).isNew, "tsconfig").to.equal(true);
    for (const name of ["@swc/core", "ts-node"]) {
      compile("one");
      setVersion(name, "1.0.1");
      expect(compile("one").isNew, name).to.equal(true);
    }
    expect(compile("one", { path: "lib/b.ts" }).isNew, "path").to.equal(true);
    writeFileSync(folder.at(SCRIPT), `${readFileSync(folder.at(SCRIPT), "utf8")}\n// changed`);
    expect(compile("one").isNew, "the compiler itself").to.equal(true);
  });

  it("counts for nothing where it is damaged or cannot be kept", () => {
    const { output } = compile("one");
    const [entry = ""] = entries();
    write(`node_modules/.cache/colophon/compiled/${entry}`, '{"key":');
    expect(compile("one")).to.deep.equal({ output, isNew: true });

    write("elsewhere/node_modules/.cache", "a file in the place of a folder");
    mkdirSync(folder.at("elsewhere/scripts"));
    copyFileSync(folder.at(SCRIPT), folder.at(`elsewhere/${SCRIPT}`));
    const words = ["-e", COMPILE.replace("./", "./elsewhere/"), "{}", "one", folder.at("lib/a.ts")];
    const said = execFileSync(process.execPath, words, { cwd: folder.at("."), encoding: "utf8" });
    expect(said).to.contain("one");
  });

  it("is used by the threads of a process that compiles", async () => {
    const hook = join(__dirname, "../../lib/batch/prepare/typescript.cjs");
    const load = `
      const { toHex } = require(${JSON.stringify(join(__dirname, "../../lib/hex.ts"))});
      const isCompiled = Object.keys(require.cache).some((path) => path.endsWith(".node"));
      require("node:worker_threads").parentPort.postMessage([toHex(new Uint8Array([1])), isCompiled]);
    `;
    const thread = new Worker(load, { eval: true, execArgv: ["-r", hook] });

    // This process has loaded the same file.
    expect(await once(thread, "message")).to.deep.equal([[toHex(new Uint8Array([1])), false]]);
    await once(thread, "exit");
  });

  describe("stands in for ts-node in a process after one that had it", () => {
    const OPTIONS = { target: 9, configFilePath: "" };
    /** Loads a file as a process without ts-node does. */
    const LOAD = `console.log(require("./${SCRIPT}").register() && require("./lib/a.ts"));`;
    const load = (): string => execFileSync(process.execPath, ["-e", LOAD], { cwd: folder.at("."), encoding: "utf8" });

    beforeEach(() => {
      write("tsconfig.json", "{}");
      write("lib/a.ts", "1");
      // The stand-in's output is no program; what was kept in its place is.
      write(
        "node_modules/ts-node/transpilers/swc.js",
        `exports.create = () => ({ transpile: (input) => ({ outputText: "module.exports = " + input, sourceMapText: "" }) });`,
      );
    });

    function compileWith(options: object): void {
      const words = ["-e", COMPILE, JSON.stringify(options), "1", folder.at("lib/a.ts")];
      execFileSync(process.execPath, words, { cwd: folder.at("."), encoding: "utf8" });
    }

    it("with the same configuration", () => {
      expect(load()).to.equal("false\n");
      compileWith({ ...OPTIONS, configFilePath: folder.at("tsconfig.json") });

      expect(load()).to.equal("1\n");
      write("lib/a.ts", "2");
      expect(load()).to.equal("2\n");
    });

    it("and not where the configuration has changed, or it was another one", () => {
      compileWith({ ...OPTIONS, configFilePath: folder.at("tsconfig.test.json") });
      expect(load()).to.equal("false\n");

      compileWith({ ...OPTIONS, configFilePath: folder.at("tsconfig.json") });
      write("tsconfig.json", "{ }");
      expect(load()).to.equal("false\n");
    });
  });

  it("loads ethers and zod where they are used, and all that the command's own code imports", () => {
    expect(compile('import { a } from "./a";', { path: "scripts/a.ts" }).output).to.contain(
      '\\"lazy\\":[\\"ethers\\",\\"zod\\"]',
    );
    for (const path of ["lib/works/a.ts", "tasks/work/a.ts", "bin/a.ts"]) {
      expect(compile('import { a } from "../a";\nimport "./b";', { path }).output, path).to.contain(
        '\\"lazy\\":[\\"../a\\"]',
      );
    }
  });
});
