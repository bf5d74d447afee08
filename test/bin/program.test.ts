import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { expect } from "chai";
import { ZeroAddress } from "ethers";
import hre from "hardhat";

import packageFile from "../../package.json";
import { optionOf } from "../../tasks/shared/command/definition";
import { SCOPES } from "../../tasks/shared/command/invocation";
import { expectJsonRefusal, expectTextRefusal, type Refusal } from "../cli/shared/outcome";
import { start } from "../cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { ROOT } from "../shards/shards";
import { COLOPHON, colophon } from "./colophon";

/** Accounts of which the list is longer than a pipe holds. */
const MANY = 3_000;
const PIPE_BYTES = 300_000;

const tasksOf = (scope: string): string[] => Object.keys(hre.scopes[scope]?.tasks ?? {});

describe("colophon", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  it("says its own version", async () => {
    expect(await colophon("--version")).to.deep.equal({ code: 0, stdout: `${packageFile.version}\n`, stderr: "" });
  });

  for (const program of [COLOPHON, join(ROOT, "scripts/hardhat.cjs")]) {
    it(`fails where its answer cannot be written, as to a full disk, by ${basename(program)}`, async () => {
      const words = `"${process.execPath}" "${program}" account list >/dev/full`;
      const ended = await start(["-c", words], { HOME: folder.at("home") }, { program: "/bin/sh" }).ended;

      expectTextRefusal(ended, {
        code: 1,
        message: "The answer cannot be written to standard output: ENOSPC: no space left on device, write",
        advice: `What the command did stays done. Make room for what it prints, and look with: ${program === COLOPHON ? "colophon" : "npx hardhat"} status`,
      });
    });
  }

  it("judges a certificate without ethers, zod, @ethereumjs and the catalogue's database: half of its start would be theirs", async () => {
    const told = `process.on("exit", () => console.error(JSON.stringify(Object.keys(require.cache)))); require(${JSON.stringify(COLOPHON)})`;
    const [certificate, trust] = ["validator-down", "trust"].map((name) =>
      join(ROOT, "samples", "certificates", "kaia", `${name}.json`),
    );
    const words = ["certificate", "verify", "--certificate", certificate ?? "", "--trust", trust ?? ""];

    const { stdout, stderr } = await start(["-e", told, "--", "colophon", ...words], { HOME: folder.at("home") }).ended;

    expect(stdout).to.match(/^VALID /);
    const packages = (JSON.parse(stderr) as string[]).flatMap(
      (path) => /node_modules[/\\](@[^/\\]+|[^/\\]+)/.exec(path)?.[1] ?? [],
    );
    expect(packages).to.include("@noble");
    for (const name of ["ethers", "zod", "libsql", "hash-wasm"]) expect(packages).not.to.include(name);
    expect(stderr).not.to.match(/ethereumjs[/\\]mpt/);
  });

  it("never ends as if all had gone well where it waits for what never comes", async () => {
    const [compiled, action] = ["scripts/compiled.cjs", "dist/tasks/shared/command/action.js"].map((path) =>
      JSON.stringify(join(ROOT, path)),
    );
    const context = '{ network: { name: "embedded" } }';
    const told = `require(${compiled}).bringUpToDate(); require(${action}).action(() => new Promise(() => {}))({}, ${context})`;

    const ended = await start(["-e", told, "--", "colophon", "status"], { HOME: folder.at("home") }).ended;

    expect(ended).to.deep.include({ code: 1, stdout: "" });
    expect(ended.stderr).to.match(/^Error: Unexpected: the command waits for what never comes\n/);
  });

  it("names every command of its own in what it advises, whatever its scope", async () => {
    const program = join(ROOT, "dist", "tasks", "shared", "print", "program.js");
    const text = [...SCOPES, "status"].map((scope) => `npx hardhat ${scope} x`).join("; ");
    const told = `process.on("exit", () => console.error(require(${JSON.stringify(program)}).asTyped(${JSON.stringify(`${text}; npx hardhat deploy`)}))); require(${JSON.stringify(COLOPHON)})`;

    const { stderr } = await start(["-e", told, "--", "colophon", "--version"], { HOME: folder.at("home") }).ended;

    expect(stderr.trim()).to.equal(`${text.replaceAll("npx hardhat", "colophon")}; npx hardhat deploy`);
  });

  it("starts without Hardhat and without a compiler", async () => {
    const told = `process.on("exit", () => console.error(JSON.stringify(Object.keys(require.cache)))); require(${JSON.stringify(COLOPHON)})`;

    const { stderr } = await start(["-e", told, "--", "colophon", "account", "list"], { HOME: folder.at("home") })
      .ended;

    const loaded = JSON.parse(stderr) as string[];
    expect(loaded.some((path) => path.includes("commander"))).to.equal(true);
    expect(loaded.filter((path) => /node_modules.(hardhat|ts-node|typescript|@swc)\b/.test(path))).to.deep.equal([]);
  });

  it("ends when all that it printed is out, also more than a pipe holds", async () => {
    const home = folder.at("many");
    mkdirSync(join(home, "keystore"), { recursive: true });
    const keystore = JSON.stringify({ version: 3, address: ZeroAddress });
    for (let index = 0; index < MANY; index++) writeFileSync(join(home, "keystore", `a${index}.json`), keystore);

    const { code, stdout } = await colophon("account list --json", { HOME: home });

    expect(code).to.equal(0);
    expect(stdout.length).to.be.greaterThan(PIPE_BYTES);
    expect((JSON.parse(stdout) as unknown[]).length).to.be.at.least(MANY);
  });

  describe("help", () => {
    for (const line of ["", "help", "--help"]) {
      it(`lists the scopes, and nothing of Hardhat's: colophon ${line}`, async () => {
        const { code, stdout, stderr } = await colophon(line);

        expect([code, stderr]).to.deep.equal([0, ""]);
        const listed = Array.from(stdout.matchAll(/^ {2}(\w+) {2,}\S/gm), ([, name = ""]) => name);
        expect(listed).to.have.members([...SCOPES]);
        expect(stdout).to.not.match(/hardhat/i);
      });
    }

    for (const scope of SCOPES) {
      it(`lists the tasks of a scope: colophon ${scope}`, async () => {
        const { code, stdout } = await colophon(scope);

        expect(code).to.equal(0);
        for (const task of tasksOf(scope)) expect(stdout).to.match(new RegExp(`^ +${task} .*\\S`, "m"));
      });
    }

    it("describes every parameter of a task", async () => {
      const { code, stdout } = await colophon("help work register-batch");

      expect(code).to.equal(0);
      for (const parameter of Object.values(hre.scopes["work"]?.tasks["register-batch"]?.paramDefinitions ?? {})) {
        expect(stdout).to.match(new RegExp(`^ +${optionOf(parameter)}\\s`, "m"));
      }
      expect(stdout).to.match(/default: "anchor"/);
    });
  });

  describe("refuses with one sentence and what may be meant", () => {
    const CASES: Readonly<Record<string, Refusal & { readonly line: string }>> = {
      "a scope": {
        line: "wrok list",
        code: 2,
        message: "Unknown command 'wrok'",
        advice: "Did you mean work? See what there is with: colophon help",
      },
      "a task": {
        line: "work shwo",
        code: 2,
        message: "Unknown command 'shwo'",
        advice: "Did you mean show? See what there is with: colophon help work",
      },
      "a parameter": {
        line: "work show --flie x",
        code: 2,
        message: "Unknown option '--flie'",
        advice: "Did you mean --file? See what there is with: colophon help work show",
      },
      "a parameter of a task without a scope": {
        line: "status --account aurora",
        code: 2,
        message: "Unknown option '--account'",
        advice: "See what there is with: colophon help status",
      },
      "a parameter that is missing": {
        line: "work register",
        code: 2,
        message: "Required option '--file <value>' not specified",
        advice: "See what there is with: colophon help work register",
      },
      "a network": {
        line: "work list --network consortum",
        code: 2,
        message: '--network: there is no network "consortum"',
        advice: "The networks are embedded, which is meant where none is named, and consortium.",
      },
      "an account": {
        line: "account show --account nobody",
        code: 2,
        message: 'There is no account "nobody"',
        advice: "See what there is with: colophon account list",
      },
    };
    for (const [name, { line, ...refused }] of Object.entries(CASES)) {
      it(name, async () => {
        expectTextRefusal(await colophon(line, { HOME: folder.at("home") }), refused);
        expectJsonRefusal(await colophon(`${line} --json`, { HOME: folder.at("home") }), refused);
      });
    }
  });

  describe("without --network", () => {
    const CONSORTIUM = { CONSORTIUM_URL: "http://127.0.0.1:1", CONSORTIUM_CHAIN_ID: "5" };

    it("means what COLOPHON_NETWORK names", async () => {
      const ended = await colophon("work list", { HOME: folder.at("home"), NETWORK: "consortium" });

      expect(ended.stderr).to.contain('The network "consortium" has no URL');
      expect(ended.code).to.equal(2);
    });

    it("refuses what COLOPHON_NETWORK names where there is no such network", async () => {
      const ended = await colophon("work list", { NETWORK: "mainnet" });

      expectTextRefusal(ended, {
        code: 2,
        message: 'COLOPHON_NETWORK: there is no network "mainnet"',
        advice: "The networks are embedded, which is meant where none is named, and consortium.",
      });
    });

    it("says that a consortium is configured where nothing is deployed on the embedded chain", async () => {
      const ended = await colophon("work list", { HOME: folder.at("home"), ...CONSORTIUM });

      expectTextRefusal(ended, {
        code: 2,
        message: "Nothing is deployed on the embedded chain, and a consortium's network is configured",
        advice: "Add --network consortium, or set COLOPHON_NETWORK=consortium in .env, so that every command means it.",
      });
    });
  });
});
