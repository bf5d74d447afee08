import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { sha256 } from "ethers";

import packageFile from "../../../package.json";
import { start } from "../../cli/shared/processes";
import { Stage } from "../../cli/shared/stage";
import { read, ROOT } from "../../docs/markdown";

const AURORA = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";
const PUBLISHER = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";
const NPM = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
/** What checks the program as a strict project with types does, which compiles for Node. */
const STRICT = "--noEmit --strict --allowJs --checkJs --target es2022 --module nodenext --types node".split(" ");

/** The program that docs/library.md shows. */
const CMS = /```js\n(.*?)```/s.exec(read("docs/library.md"))?.[1] ?? "";

describe("npm run package", () => {
  let stage: Stage;
  let project: string;

  before(async () => {
    stage = await Stage.set();
    project = stage.at("project");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), "{}");
    writeFileSync(join(project, "cms.mjs"), CMS);
    await node(["-r", "ts-node/register/transpile-only", join(ROOT, "scripts", "package.ts")], ROOT);
    await npm("pack", join(ROOT, "dist"), "--pack-destination", project);
    await npm("install", join(project, `colophon-${packageFile.version}.tgz`), ...NPM);
  });
  after(() => stage.strike());

  async function node(args: readonly string[], folder = project): Promise<string> {
    const { code, stdout, stderr } = await start(args, stage.settings, { folder }).ended;
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
    return stdout;
  }

  async function npm(...args: string[]): Promise<void> {
    const { code, stdout, stderr } = await start(args, stage.settings, { program: "npm", folder: project }).ended;
    if (code !== 0) throw new Error(`npm ${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
  }

  it("makes a package that the program of docs/library.md runs with, in a project that has nothing else", async () => {
    const { path, hash } = stage.file();
    const folder = stage.at("drafts");
    mkdirSync(folder);
    writeFileSync(join(folder, "draft.txt"), "a draft");
    writeFileSync(`${folder}.csv`, `content_hash,owner\n${sha256(Buffer.from("a draft"))},${PUBLISHER}\n`);

    const { code, stdout, stderr } = await start(["cms.mjs", path, "The lighthouse", folder], stage.settings, {
      folder: project,
    }).ended;

    expect(stderr).to.equal("");
    const lines = stdout.split("\n");
    expect(lines.slice(0, 2)).to.deep.equal(["not registered", `registered ${hash}`]);
    expect(lines[2]).to.match(/^priority \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    expect(lines.slice(3, 5)).to.deep.equal([`verified, of ${PUBLISHER}`, "amended true"]);
    expect(lines.slice(5, 9)).to.deep.equal([
      "anchored 1",
      `evidence proves ${PUBLISHER}`,
      "missing",
      `did:ethr:0x7a69:${PUBLISHER}: 1 of 1 as on chain`,
    ]);
    expect(lines[9]).to.match(new RegExp(`^RegisteredByYou: You registered ${hash} on .* already$`));
    expect(code).to.equal(1);
  });

  it("makes types that such a project is checked against", async () => {
    const roots = ["--typeRoots", join(ROOT, "node_modules", "@types")];
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");

    writeFileSync(join(project, "wrong.mts"), 'import { hashFile } from "colophon";\nvoid hashFile(1);\n');

    const { stdout } = await start([tsc, ...STRICT, ...roots, "cms.mjs", "wrong.mts"], stage.settings, {
      folder: project,
    }).ended;

    expect(stdout.trimEnd().split("\n")).to.have.length(1);
    expect(stdout).to.match(/^wrong\.mts\(2,15\): error TS2345/);
  });

  it("brings the command with it", async () => {
    const bin = join("node_modules", ".bin", "colophon");
    expect(await node([bin, "--version"])).to.equal(`${packageFile.version}\n`);

    const { path, hash } = await stage.registered();
    expect(JSON.parse(await node([bin, "work", "show", "--file", path, "--json"]))).to.deep.include({ work: hash });
    expect(await node([bin, "work", "verify", "--file", path])).to.contain(AURORA);
  });

  it("brings a command that keeps its things where it is called", async () => {
    const password = stage.file("correct horse\n").path;
    const settings = { PASSWORD_FILE: password, NETWORK: "consortium", CONSORTIUM_CHAIN_ID: "5" };

    const words = [join("node_modules", ".bin", "colophon"), "account", "new", "--account", "press"];
    const { code, stdout } = await start(words, settings, { folder: project }).ended;

    expect(code).to.equal(0);
    expect(stdout).to.contain(join(project, ".colophon", "keystore"));
  });

  it("brings neither Hardhat nor a compiler", () => {
    const modules = join(project, "node_modules");
    const names = readdirSync(modules);
    const scoped = names.filter((name) => name.startsWith("@"));
    const installed = [
      ...names,
      ...scoped.flatMap((scope) => readdirSync(join(modules, scope)).map((name) => `${scope}/${name}`)),
    ];

    expect(installed).to.include.members(["ethers", "@fontsource/noto-serif-sc"]);
    // @swc/helpers, which the fonts' reader brings, compiles nothing.
    const compilers = /^(?:hardhat|ts-node|typescript|solc|@swc\/core.*)$/;
    expect(installed.filter((name) => compilers.test(name))).to.deep.equal([]);
  });
});
