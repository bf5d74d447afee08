import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { Wallet } from "ethers";
import hre from "hardhat";

import type { NamedAccount } from "../../lib/accounts/accounts";
import type { StoredAccount } from "../../lib/accounts/keystore";
import { DEV_ACCOUNTS } from "../../lib/chain/development/dev-accounts";
import { refusalOf } from "../lib/shared/refusal";
import { registerWork } from "../shared/fixture";
import { openWorkshop, run, type Workshop } from "./workshop";

const ADDRESS = "0x1111111111111111111111111111111111111111";
const NAMES = Object.keys(DEV_ACCOUNTS);

describe("the tasks about accounts", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop();
  });
  afterEach(() => workshop.close());

  /** Enough of a keystore file to be known by its name. */
  function store(name: string): string {
    const path = join(workshop.home, "keystore", `${name}.json`);
    mkdirSync(join(workshop.home, "keystore"), { recursive: true });
    writeFileSync(path, JSON.stringify({ version: 3, address: ADDRESS }));
    return path;
  }

  describe("fund", () => {
    it("gives more to an account each time, by its name or its address, also where nothing is deployed", async () => {
      store("press");
      const balances: string[] = [];
      for (const account of ["press", ADDRESS]) {
        const { address, balanceWei } = await run<{ address: string; balanceWei: string }>("account", "fund", {
          account,
        });
        expect(address).to.equal(ADDRESS);
        expect(await workshop.colophon.provider.getBalance(ADDRESS)).to.equal(BigInt(balanceWei));
        balances.push(balanceWei);
      }
      const [first = 0n, second = 0n] = balances.map(BigInt);
      expect(second - first).to.equal(100n * 10n ** 18n);
    });

    it("is of the embedded chain alone", async () => {
      const { chainId } = hre.network.config;
      hre.network.config.chainId = 31338;
      try {
        const refusal = await refusalOf(() => run("account", "fund", { account: ADDRESS }));
        expect(refusal).to.include({ code: "NotTheEmbeddedChain", exitCode: 2 });
      } finally {
        Object.assign(hre.network.config, { chainId });
      }
    });
  });

  describe("new", () => {
    it("keeps an encrypted key; the password is the first line of the password file", async () => {
      workshop.write("password", "correct horse\r\nand a remark\n");

      const account = await run<StoredAccount>("account", "new", { account: "press" });

      const path = join(workshop.home, "keystore", "press.json");
      expect(account).to.deep.equal({ name: "press", address: account.address, path });
      const wallet = await Wallet.fromEncryptedJson(readFileSync(path, "utf8"), "correct horse");
      expect(wallet.address).to.equal(account.address);
    });

    it("refuses the name of a development account", async () => {
      const refusal = await refusalOf(() => run("account", "new", { account: "aurora" }));

      expect(refusal.message).to.equal('"aurora" is the name of a development account on this chain');
      expect(refusal.exitCode).to.equal(2);
      expect(existsSync(workshop.home)).to.equal(false);
    });

    it("refuses a password file that does not exist, and makes nothing", async () => {
      const refusal = await refusalOf(() => run("account", "new", { account: "press" }));

      expect(refusal.message).to.equal(`COLOPHON_PASSWORD_FILE: ${workshop.at("password")} does not exist`);
      expect(refusal.exitCode).to.equal(2);
      expect(existsSync(workshop.home)).to.equal(false);
    });

    it("refuses an empty password file", async () => {
      workshop.write("password", "\n");

      const refusal = await refusalOf(() => run("account", "new", { account: "press" }));

      expect(refusal.message).to.equal("The password has fewer than 8 characters");
    });
  });

  describe("list", () => {
    it("lists the development accounts, and those of the keystore", async () => {
      store("press");
      store("aurora");

      const accounts = await run<NamedAccount[]>("account", "list");

      expect(accounts.map(({ name, kind }) => `${kind} ${name}`)).to.deep.equal([
        ...NAMES.map((name) => `development ${name}`),
        "keystore press",
      ]);
    });
  });

  describe("show", () => {
    it("shows a development account with its balance, titles and accreditation", async () => {
      const { aurora, accreditor } = workshop.accounts;
      await registerWork(workshop.registry, aurora);

      const shown = await run<Record<string, unknown>>("account", "show", { account: "aurora" });

      expect(shown).to.deep.equal({
        kind: "development",
        name: "aurora",
        address: aurora.address,
        balanceWei: String(await hre.ethers.provider.getBalance(aurora.address)),
        titles: 1,
        party: {
          accredited: true,
          kind: "publisher",
          status: "active",
          accreditor: accreditor.address,
          validUntil: workshop.validUntil,
        },
      });
    });

    it("shows a keystore account that nobody accredited, without its password", async () => {
      const path = store("press");

      expect(await run("account", "show", { account: "press" })).to.deep.equal({
        kind: "keystore",
        name: "press",
        address: ADDRESS,
        path,
        balanceWei: "0",
        titles: 0,
        party: undefined,
      });
    });

    it("refuses a name that nobody has", async () => {
      const refusal = await refusalOf(() => run("account", "show", { account: "nobody" }));

      expect(refusal.message).to.equal('There is no account "nobody"');
      expect(refusal.exitCode).to.equal(2);
    });
  });
});
