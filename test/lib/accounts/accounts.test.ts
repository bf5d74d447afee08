import { mkdirSync, readdirSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { Wallet } from "ethers";

import {
  type AccountBook,
  chooseAccount,
  listNamed,
  lookUp,
  newAccount,
  requireAccount,
  unlock,
} from "../../../lib/accounts/accounts";
import { makeMember } from "../../../lib/accounts/sample-members";
import { DEV_ACCOUNTS, DEV_CHAIN_ID, DEV_CONSORTIUM_CHAIN_ID } from "../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

const ADDRESS = "0x1111111111111111111111111111111111111111";
const LIST = "See what there is with: npx hardhat account list";
const NAMES = Object.keys(DEV_ACCOUNTS);

function neverAsked(): Promise<never> {
  return Promise.reject(new Error("the password was asked for"));
}

describe("accounts", () => {
  let folder: TemporaryFolder;
  let embedded: AccountBook;
  let consortium: AccountBook;
  /** That of the consortium network of this machine. */
  let local: AccountBook;
  beforeEach(async () => {
    folder = await temporaryFolder();
    const folders = { folder: folder.at("keystore"), members: folder.at("members") };
    embedded = { ...folders, chainId: BigInt(DEV_CHAIN_ID) };
    consortium = { ...folders, chainId: 1337n };
    local = { ...folders, chainId: BigInt(DEV_CONSORTIUM_CHAIN_ID) };
  });
  afterEach(() => folder.remove());

  /** Enough of a keystore file to be known by its name. */
  function store(...names: string[]): void {
    mkdirSync(embedded.folder, { recursive: true });
    for (const name of names) {
      writeFileSync(folder.at(`keystore/${name}.json`), JSON.stringify({ version: 3, address: ADDRESS }));
    }
  }

  const stored = (name: string): object => ({
    kind: "keystore",
    name,
    address: ADDRESS,
    path: folder.at(`keystore/${name}.json`),
  });
  const development = (name: keyof typeof DEV_ACCOUNTS): object => ({
    kind: "development",
    name,
    address: devWallet(name).address,
  });

  describe("lookUp", () => {
    it("finds development accounts on the development chain only", async () => {
      expect(await lookUp(embedded, "aurora")).to.deep.equal(development("aurora"));
      expect(await lookUp(consortium, "aurora")).to.equal(undefined);
    });

    it("finds keystore accounts on every chain", async () => {
      store("press");

      expect(await lookUp(embedded, "press")).to.deep.equal(stored("press"));
      expect(await lookUp(consortium, "press")).to.deep.equal(stored("press"));
    });

    it("takes the development account where both have the name, on the development chain only", async () => {
      store("aurora");

      expect(await lookUp(embedded, "aurora")).to.deep.equal(development("aurora"));
      expect(await lookUp(consortium, "aurora")).to.deep.equal(stored("aurora"));
    });

    it("finds sample members on the consortium network of this machine only, before a keystore account of the name", async () => {
      const member = { kind: "member", ...(await makeMember(local.members, "press")) };
      store("press");

      expect(await lookUp(local, "press")).to.deep.equal(member);
      expect(await lookUp(embedded, "press")).to.deep.equal(stored("press"));
      expect(await lookUp(consortium, "press")).to.deep.equal(stored("press"));
      const wallet = await unlock(await requireAccount(local, "press"), neverAsked);
      expect(wallet.address).to.equal(member.address);
    });

    it("is undefined where nobody has the name", async () => {
      expect(await lookUp(embedded, "nobody")).to.equal(undefined);
    });
  });

  describe("requireAccount", () => {
    it("says that nobody has the name", async () => {
      const refusal = await refusalOf(() => requireAccount(consortium, "press"));

      expect(refusal.message).to.equal('There is no account "press"');
      expect(refusal.advice).to.equal(LIST);
      expect(refusal.exitCode).to.equal(2);
    });

    it("says why a development account is none on another chain", async () => {
      const refusal = await refusalOf(() => requireAccount(consortium, "aurora"));

      expect(refusal.message).to.equal(
        '"aurora" is a development account: everybody knows its key, so it works on the embedded chain only',
      );
      expect(refusal.advice).to.equal(LIST);
      expect(refusal.exitCode).to.equal(2);
    });
  });

  describe("newAccount", () => {
    it("refuses a development account's name on the development chain, without asking for a password", async () => {
      const refusal = await refusalOf(() => newAccount(embedded, "aurora", neverAsked));

      expect(refusal.message).to.equal('"aurora" is the name of a development account on this chain');
      expect(refusal.advice).to.equal("Choose another name.");
      expect(refusal.exitCode).to.equal(2);
      expect(await listNamed(consortium)).to.deep.equal({ sound: [], odd: [] });
    });

    it("refuses a sample member's name on the consortium network of this machine", async () => {
      await makeMember(local.members, "press");

      const refusal = await refusalOf(() => newAccount(local, "press", neverAsked));

      expect(refusal.message).to.equal('"press" is the name of a sample member on this chain');
    });

    it("takes that name on another chain, and asks for the password by it", async () => {
      const asked: string[] = [];

      const refusal = await refusalOf(() =>
        newAccount(consortium, "aurora", async (name) => {
          asked.push(name);
          return "short";
        }),
      );

      expect(asked).to.deep.equal(["aurora"]);
      expect(refusal.message).to.equal("The password has fewer than 8 characters");
    });

    it("makes an account that can be unlocked by its password, and by no other", async () => {
      const account = await newAccount(consortium, "press", async () => "correct horse");

      expect(readdirSync(folder.at("keystore"))).to.deep.equal(["press.json"]);
      const named = await requireAccount(consortium, "press");
      const asked: string[] = [];
      const wallet = await unlock(named, async (name) => {
        asked.push(name);
        return "correct horse";
      });
      expect(asked).to.deep.equal(["press"]);
      expect(wallet).to.be.instanceOf(Wallet);
      expect(wallet.address).to.equal(account.address);
    });
  });

  describe("listNamed", () => {
    it("gives the development accounts first, and no keystore account that they shadow", async () => {
      store("press", "aurora", "archive");

      const names = (await listNamed(embedded)).sound.map(({ kind, name }) => `${kind} ${name}`);

      expect(names).to.deep.equal([
        ...NAMES.map((name) => `development ${name}`),
        "keystore archive",
        "keystore press",
      ]);
    });

    it("gives the sample members of the consortium network of this machine between them", async () => {
      await makeMember(local.members, "press");
      store("press", "archive");

      const names = (await listNamed(local)).sound.map(({ kind, name }) => `${kind} ${name}`);

      expect(names).to.deep.equal([...NAMES.map((name) => `development ${name}`), "member press", "keystore archive"]);
    });

    it("gives the keystore accounts alone on another chain", async () => {
      store("press", "aurora");

      expect(await listNamed(consortium)).to.deep.equal({ sound: [stored("aurora"), stored("press")], odd: [] });
    });
  });

  describe("chooseAccount", () => {
    it("takes the account that is named", async () => {
      store("press", "archive");

      expect(await chooseAccount(consortium, "press", "publisher")).to.deep.equal(stored("press"));
      expect(await chooseAccount(embedded, "borealis", "publisher")).to.deep.equal(development("borealis"));
    });

    it("takes the fallback on the development chain, whatever the keystore has", async () => {
      store("press");

      expect(await chooseAccount(embedded, undefined, "accreditor")).to.deep.equal(development("accreditor"));
    });

    it("takes the only keystore account on another chain", async () => {
      store("press");

      expect(await chooseAccount(consortium, undefined, "publisher")).to.deep.equal(stored("press"));
    });

    it("refuses where there is none, and says how to make one", async () => {
      const refusal = await refusalOf(() => chooseAccount(consortium, undefined, "publisher"));

      expect(refusal.message).to.equal("There is no account to sign with");
      expect(refusal.advice).to.equal("Make one with: npx hardhat account new --account NAME");
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses where there are several, and names them", async () => {
      store("press", "archive");

      const refusal = await refusalOf(() => chooseAccount(consortium, undefined, "publisher"));

      expect(refusal.message).to.equal("There are several accounts");
      expect(refusal.advice).to.equal("Say which with --account: archive, press");
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses a name that nobody has", async () => {
      const refusal = await refusalOf(() => chooseAccount(embedded, "nobody", "publisher"));

      expect(refusal.message).to.equal('There is no account "nobody"');
    });
  });

  describe("unlock", () => {
    it("gives a development account's key without a password", async () => {
      const account = await requireAccount(embedded, "aurora");

      expect((await unlock(account, neverAsked)).address).to.equal(devWallet("aurora").address);
    });

    it("passes on that nobody can be asked", async () => {
      store("press");
      const account = await requireAccount(consortium, "press");

      await expect(unlock(account, neverAsked)).to.be.rejectedWith("the password was asked for");
    });
  });
});
