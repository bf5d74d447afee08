import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";
import { config } from "hardhat";

import {
  chainPort,
  consortium,
  defaultAccount,
  deploymentSettings,
  deploymentsFolder,
  environmentWith,
  fillIn,
  home,
  passwordFile,
} from "../../lib/env";
import { withSettings } from "./shared/environment";
import { refusalOf } from "./shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "./shared/temporary-folder";

const run = promisify(execFile);
const ROOT = config.paths.root;

describe("lib/env", () => {
  it("has a default for what every command needs, and none for the rest", async () => {
    await withSettings({}, () => {
      expect(home()).to.equal(resolve(".colophon"));
      expect(deploymentsFolder()).to.equal(resolve(".colophon", "deployments"));
      expect(chainPort()).to.equal(8545);
      expect(defaultAccount()).to.equal(undefined);
      expect(passwordFile()).to.equal(undefined);
      expect(consortium()).to.deep.equal({ urls: [], chainId: undefined });
      expect(Object.values(deploymentSettings())).to.deep.equal(Array.from({ length: 7 }, () => undefined));
    });
  });

  it("reads every variable by its name", async () => {
    const settings = {
      HOME: "/var/colophon",
      CHAIN_PORT: "18545",
      ACCOUNT: "press",
      PASSWORD_FILE: "/run/secrets/password",
      CONSORTIUM_URL: "http://127.0.0.1:9000",
      CONSORTIUM_CHAIN_ID: "1337",
      DEPLOYER: "deployer",
      COMMITTEE: "/var/members.json",
      ACCREDITOR: "0x02",
      ADJUDICATOR: "0x03",
      GUARDIAN: "0x04",
      REVEAL_WINDOW: "600",
      BASE_URI: "nih:sha-256;",
    };
    await withSettings(settings, () => {
      expect(home()).to.equal(resolve("/var/colophon"));
      expect(deploymentsFolder()).to.equal(resolve("/var/colophon", "deployments"));
      expect(chainPort()).to.equal(18545);
      expect(defaultAccount()).to.equal("press");
      expect(passwordFile()).to.equal("/run/secrets/password");
      expect(consortium()).to.deep.equal({ urls: ["http://127.0.0.1:9000"], chainId: 1337 });
      expect(deploymentSettings()).to.deep.equal({
        deployer: "deployer",
        committee: resolve("/var/members.json"),
        accreditor: "0x02",
        adjudicator: "0x03",
        guardian: "0x04",
        revealWindow: 600,
        baseURI: "nih:sha-256;",
      });
    });
    const example = readFileSync(join(ROOT, ".env.example"), "utf8");
    for (const name of Object.keys(settings))
      expect(example, "in .env.example").to.match(new RegExp(`^# COLOPHON_${name}=`, "m"));
  });

  it("takes an empty variable for one that is not set, and drops spaces around a value", async () => {
    await withSettings({ ACCOUNT: " ", CHAIN_PORT: "", CONSORTIUM_URL: " http://127.0.0.1:9000 " }, () => {
      expect(defaultAccount()).to.equal(undefined);
      expect(chainPort()).to.equal(8545);
      expect(consortium().urls).to.deep.equal(["http://127.0.0.1:9000"]);
    });
  });

  for (const [name, value, read, range] of [
    ["CHAIN_PORT", "0", chainPort, "from 1 to 65535"],
    ["CHAIN_PORT", "65536", chainPort, "from 1 to 65535"],
    ["CONSORTIUM_CHAIN_ID", "0", consortium, "from 1 to 999999999999999"],
    ["REVEAL_WINDOW", "2592001", deploymentSettings, "from 0 to 2592000"],
  ] as const) {
    it(`refuses ${value} for COLOPHON_${name}, and says what can be used`, async () => {
      const refusal = await withSettings({ [name]: value }, () => refusalOf(read));

      expect(refusal.message).to.equal(`COLOPHON_${name}: "${value}" is not a number ${range}`);
      expect(refusal.exitCode).to.equal(2);
    });
  }

  const numbers: [name: string, read: () => unknown][] = [
    ["CHAIN_PORT", chainPort],
    ["CONSORTIUM_CHAIN_ID", consortium],
    ["REVEAL_WINDOW", deploymentSettings],
  ];
  for (const [name, read] of numbers) {
    for (const value of ["abc", "-1", "1.5", "1e3", "0x10", "8 545", "1234567890123456"]) {
      it(`refuses ${value} for COLOPHON_${name}, and names the variable`, async () => {
        const refusal = await withSettings({ [name]: value }, () => refusalOf(read));

        expect(refusal.message).to.equal(`COLOPHON_${name}: "${value}" is not a whole number`);
        expect(refusal.advice).to.equal("Correct it in the environment or in .env (see .env.example).");
        expect(refusal.exitCode).to.equal(2);
      });
    }
  }

  it("fills in from .env in the project's folder what is not set, wherever the command is given", async () => {
    const folder = await temporaryFolder();
    try {
      // A project of its own: lib/env.ts and what it needs, under another folder.
      mkdirSync(folder.at("lib"));
      for (const file of ["env.ts", "errors.ts", "most-bytes.ts", "text-file.ts"])
        copyFileSync(join(ROOT, "lib", file), folder.at(`lib/${file}`));
      symlinkSync(join(ROOT, "node_modules"), folder.at("node_modules"));
      writeFileSync(folder.at(".env"), "\uFEFFCOLOPHON_ACCOUNT=press\r\nCOLOPHON_CHAIN_PORT=1111\r\n");
      const module = JSON.stringify(folder.at("lib/env.ts"));
      const script = `const env = require(${module}); console.log(env.defaultAccount(), env.chainPort(), env.home());`;
      const loader = require.resolve("ts-node/register/transpile-only");
      const settings = { COLOPHON_CHAIN_PORT: "2222", TS_NODE_PROJECT: join(ROOT, "tsconfig.json") };

      const { stdout } = await run(process.execPath, ["-r", loader, "-e", script], {
        cwd: folder.at("lib"),
        env: await withSettings({}, () => environmentWith(settings)),
      });

      expect(stdout).to.equal(`press 2222 ${join(realpathSync(folder.at(".")), ".colophon")}\n`);
    } finally {
      await folder.remove();
    }
  });

  it("divides URLs where one ends and the next begins, and at no comma inside one", async () => {
    const [one, two, three] = ["http://a:1/q?tags=a,b&key=c", "https://press:x,y@b", "htp://c"];
    for (const given of [`${one},${two},${three}`, `${one}, ${two} ${three}`, ` ${one},\n${two},${three},`]) {
      await withSettings({ CONSORTIUM_URL: given }, () => {
        expect(consortium().urls).to.deep.equal([one, two, three]);
      });
    }
  });

  describe("fillIn", () => {
    let folder: TemporaryFolder;
    beforeEach(async () => {
      folder = await temporaryFolder();
    });
    afterEach(() => folder.remove());

    it("sets what is not set, the first name too where a mark stands before it", () => {
      writeFileSync(folder.at(".env"), "\uFEFFONE=1\r\n# a remark\r\nTWO='2 2'\r\nTHREE=3\r\n");
      const env = { THREE: "" };

      fillIn(env, folder.at(".env"));

      expect(env).to.deep.equal({ ONE: "1", TWO: "2 2", THREE: "" });
    });

    it("refuses UTF-16 in words, and sets nothing", async () => {
      writeFileSync(folder.at(".env"), Buffer.from("\uFEFFONE=1\r\n", "utf16le"));
      const env = {};

      const refusal = await refusalOf(() => {
        fillIn(env, folder.at(".env"));
      });

      expect(refusal.message).to.equal(`${folder.at(".env")} is not UTF-8 text`);
      expect(refusal.exitCode).to.equal(2);
      expect(env).to.deep.equal({});
    });
  });

  describe("environmentWith", () => {
    it("is this process's environment with other settings", async () => {
      await withSettings({ ACCOUNT: "press", CHAIN_PORT: "1111" }, () => {
        const environment = environmentWith({ COLOPHON_CHAIN_PORT: "2222" });

        expect(environment["COLOPHON_ACCOUNT"]).to.equal("press");
        expect(environment["COLOPHON_CHAIN_PORT"]).to.equal("2222");
        expect(environment["PATH"]).to.be.a("string");
        expect(chainPort()).to.equal(1111);
      });
    });
  });
});
