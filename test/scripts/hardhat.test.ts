import { copyFileSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

import { expect } from "chai";

import { expectJsonRefusal, expectTextRefusal, type Refusal } from "../cli/shared/outcome";
import { ROOT, start } from "../cli/shared/processes";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";

const HARDHAT = join(ROOT, "scripts", "hardhat.cjs");
const HELP = "See what there is with: npx hardhat help";
const COME_AFTER = `The options of a command come after it. ${HELP}`;
const NETWORKS = "The networks are embedded, which is meant where none is named, and consortium.";

describe("npx hardhat", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  describe("before the configuration is read, refuses in one sentence and with what to do", () => {
    const CASES: Readonly<Record<string, Omit<Refusal, "code">>> = {
      "--bogus": { message: "Unrecognized option --bogus before the command", advice: COME_AFTER },
      "--file poem.txt work show": { message: "Unrecognized option --file before the command", advice: COME_AFTER },
      "--netwrok embedded work list": {
        message: "Unrecognized option --netwrok before the command",
        advice: `Did you mean --network? ${COME_AFTER}`,
      },
      "--network": { message: "--network expects a value, but none was passed.", advice: NETWORKS },
      "work list --network": { message: "--network expects a value, but none was passed.", advice: NETWORKS },
      "--config": { message: "--config expects a value, but none was passed.", advice: HELP },
      "--config missing.ts": {
        message: "Invalid argument config: File missing.ts doesn't exist or is not a readable file.",
        advice: "Check the spelling of the path and the folder you are in.",
      },
      "--max-memory much work list": { message: "Invalid value much for argument maxMemory of type int", advice: HELP },
      "--network embedded --network embedded": { message: "Repeated parameter --network", advice: HELP },
      "--Network embedded": {
        message: "Invalid param --Network. Command line params must be lowercase.",
        advice: HELP,
      },
      init: { message: "Unrecognized task 'init'", advice: HELP },
    };
    for (const [line, refused] of Object.entries(CASES)) {
      it(line, async () => {
        const ended = await start([HARDHAT, ...line.split(" ")], { HOME: folder.at("home") }).ended;

        expectTextRefusal(ended, { code: 2, ...refused });
      });
    }

    it("and with --json as one document", async () => {
      const ended = await start([HARDHAT, ..."work list --json --network".split(" ")], {}).ended;

      expectJsonRefusal(ended, {
        code: 2,
        message: "--network expects a value, but none was passed.",
        advice: NETWORKS,
      });
    });

    it("but with --show-stack-traces leaves all to Hardhat", async () => {
      const { stderr, code } = await start([HARDHAT, "--show-stack-traces", "--bogus"], {}).ended;

      expect(stripVTControlCharacters(stderr)).to.match(/^Error HH304: .*\n +at /s);
      expect(code).to.equal(1);
    });
  });

  it("does what Hardhat does with a command line that can be read", async () => {
    const { version } = JSON.parse(readFileSync(require.resolve("hardhat/package.json"), "utf8")) as {
      version: string;
    };

    expect(await start([HARDHAT, "--version"], {}).ended).to.deep.equal({
      code: 0,
      stdout: `${version}\n`,
      stderr: "",
    });
  });

  describe("loads TypeScript's compiler", () => {
    const SHOWS = `process.once("exit", () => console.error("modules", Object.keys(require.cache).filter((path) => /typescript\\.js$/.test(path)).length));`;
    const modules = async (words: readonly string[]): Promise<string> => {
      const preload = folder.at("shows.cjs");
      writeFileSync(preload, SHOWS);
      const { stderr, code } = await start(["-r", preload, HARDHAT, ...words], {}).ended;
      expect(code, stderr).to.equal(0);
      return stderr.trim();
    };

    it("for no command of the product", async () => {
      await modules(["account", "list"]);

      expect(await modules(["account", "list"])).to.equal("modules 0");
    });

    it("where stack traces are shown", async () => {
      expect(await modules(["--show-stack-traces", "account", "list"])).to.equal("modules 1");
    });
  });

  it("reads no words of a program that imports Hardhat and has words of its own", async () => {
    const script = "process.stdout.write(Object.keys(require('hardhat').config.namedAccounts).join(' '))";
    const ended = await start(["-r", "ts-node/register/transpile-only", "-e", script, "committee"], {}).ended;

    expect(ended).to.deep.include({ code: 0, stderr: "" });
    expect(ended.stdout).to.match(/deployer/);
  });

  it("is that program once npm has installed the packages", async () => {
    for (const name of ["package.json", "scripts/hardhat.cjs", "scripts/setup/link-hardhat.cjs"]) {
      mkdirSync(dirname(folder.at(name)), { recursive: true });
      copyFileSync(join(ROOT, name), folder.at(name));
    }
    mkdirSync(folder.at("node_modules/.bin"), { recursive: true });
    symlinkSync("../hardhat/internal/cli/bootstrap.js", folder.at("node_modules/.bin/hardhat"));

    const installed = start(["run", "postinstall"], {}, { program: "npm", folder: folder.at(".") });

    expect((await installed.ended).code).to.equal(0);
    expect(readlinkSync(folder.at("node_modules/.bin/hardhat"))).to.equal("../../scripts/hardhat.cjs");
  });
});
