import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";

import { expect } from "chai";
import { encryptKeystoreJson, verifyMessage, Wallet } from "ethers";

import { createAccount, findAccount, listAccounts, unlockAccount } from "../../../lib/accounts/keystore";
import { FAST } from "../../shared/keystore";
import { someWallet } from "../../shared/wallets";
import { refusalOf } from "../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";

/** As short as a password may be. */
const PASSWORD = "8 bytes!";
const ADDRESS = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";
const VECTORS = join(__dirname, "../../vectors/keystore");
const PERMISSIONS = 0o777;
const KAIA = JSON.stringify({ version: 4, address: ADDRESS, keyring: [[]] });
const NAME_RULE = "A name has up to 32 lower-case letters, digits and hyphens, and begins with a letter.";

/** Enough of a keystore file to be listed; making a real one takes its time by design. */
function listable(address: string): string {
  return JSON.stringify({ version: 3, address });
}

function neverAsked(): Promise<never> {
  return Promise.reject(new Error("the password was asked for"));
}

describe("the keystore", () => {
  let folder: TemporaryFolder;
  let keystore: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    keystore = folder.at("keystore");
  });
  afterEach(() => folder.remove());

  function write(name: string, text: string): string {
    mkdirSync(keystore, { recursive: true });
    const path = folder.at(`keystore/${name}`);
    writeFileSync(path, text);
    return path;
  }

  describe("createAccount", () => {
    for (const name of ["", "../x", "a/b", "Evil", "1a", "-a", "a b", "a.json", "é", "a\0b", "a".repeat(33)]) {
      it(`refuses the name ${JSON.stringify(name)}, and makes nothing`, async () => {
        const refusal = await refusalOf(() => createAccount(keystore, name, neverAsked));

        expect(refusal.message).to.equal(`"${name}" is not a name for an account`);
        expect(refusal.advice).to.equal(NAME_RULE);
        expect(refusal.exitCode).to.equal(2);
        expect(existsSync(keystore)).to.equal(false);
      });
    }

    it("refuses a password of seven characters, and makes nothing", async () => {
      const refusal = await refusalOf(() => createAccount(keystore, "press", async () => "7 bytes"));

      expect(refusal.message).to.equal("The password has fewer than 8 characters");
      expect(refusal.exitCode).to.equal(2);
      expect(existsSync(keystore)).to.equal(false);
    });

    it("refuses a name that is taken before it asks for a password, and leaves the file alone", async () => {
      const path = write("press.json", listable(ADDRESS));

      const refusal = await refusalOf(() => createAccount(keystore, "press", neverAsked));

      expect(refusal.message).to.equal(`There is an account "press" already: ${path}`);
      expect(refusal.advice).to.equal("Choose another name.");
      expect(refusal.exitCode).to.equal(2);
      expect(readFileSync(path, "utf8")).to.equal(listable(ADDRESS));
    });

    it("refuses a name that is taken while it asks for the password, and leaves the file alone", async () => {
      const refusal = await refusalOf(() =>
        createAccount(keystore, "press", async () => {
          write("press.json", listable(ADDRESS));
          return PASSWORD;
        }),
      );

      expect(refusal.message).to.equal(`There is an account "press" already: ${folder.at("keystore/press.json")}`);
      expect(readFileSync(folder.at("keystore/press.json"), "utf8")).to.equal(listable(ADDRESS));
    });
  });

  describe("findAccount", () => {
    it("gives name, address and path, without a password", async () => {
      const path = write("press.json", listable(ADDRESS));

      expect(await findAccount(keystore, "press")).to.deep.equal({ name: "press", address: ADDRESS, path });
    });

    it("takes an address without 0x and in lower case, as other programs write it", async () => {
      write("press.json", listable(ADDRESS.slice(2).toLowerCase()));

      expect((await findAccount(keystore, "press"))?.address).to.equal(ADDRESS);
    });

    it("is undefined where there is no such file, or no folder", async () => {
      expect(await findAccount(keystore, "press")).to.equal(undefined);
      write("other.json", listable(ADDRESS));
      expect(await findAccount(keystore, "press")).to.equal(undefined);
    });

    it("refuses a name that leads out of the folder", async () => {
      write("press.json", listable(ADDRESS));

      const refusal = await refusalOf(() => findAccount(folder.at("keystore/below"), "../press"));

      expect(refusal.message).to.equal('"../press" is not a name for an account');
      expect(refusal.exitCode).to.equal(2);
    });

    const damages: [situation: string, text: string][] = [
      ["that is empty", ""],
      ["that is cut off", '{"version":3,"addr'],
      ["with nothing in it", JSON.stringify({ version: 3 })],
      ["with a short address", listable(ADDRESS.slice(0, -2))],
      ["that is a list", "[]"],
    ];
    for (const [situation, text] of damages) {
      it(`refuses a file ${situation}, and names it`, async () => {
        const path = write("press.json", text);

        const refusal = await refusalOf(() => findAccount(keystore, "press"));

        expect(refusal.message).to.equal(`${path} is not a keystore file (Web3 Secret Storage version 3)`);
        expect(refusal.advice).to.equal("Restore it from a copy, or move it out of the folder.");
        expect(refusal.exitCode).to.equal(1);
      });
    }

    it("says of a file of another version what it is", async () => {
      const path = write("press.json", JSON.stringify({ version: 1, address: ADDRESS }));

      const refusal = await refusalOf(() => findAccount(keystore, "press"));

      expect(refusal.message).to.equal(`${path} is a keystore file of version 1, and only version 3 can be used`);
      expect(refusal.advice).to.match(/^Export the key /);
    });

    it("does not take a file that cannot be read for none", async () => {
      mkdirSync(folder.at("keystore/press.json"), { recursive: true });

      const refusal = await refusalOf(() => findAccount(keystore, "press"));

      expect(refusal.message).to.equal(`${folder.at("keystore/press.json")} is a folder, not a file`);
    });
  });

  describe("listAccounts", () => {
    it("gives the accounts by name, and passes over what is none", async () => {
      const [press, archive] = [write("press.json", listable(ADDRESS)), write("archive.json", listable(ADDRESS))];
      write("README.md", "");
      write("Upper.json", "");
      write("press.json.123", "");

      const sound = [
        { name: "archive", address: ADDRESS, path: archive },
        { name: "press", address: ADDRESS, path: press },
      ];
      expect(await listAccounts(keystore)).to.deep.equal({ sound, odd: [] });
    });

    it("gives none where there is no folder", async () => {
      expect(await listAccounts(keystore)).to.deep.equal({ sound: [], odd: [] });
    });

    it("names what is none beside those that are", async () => {
      const path = write("press.json", listable(ADDRESS));
      const odd = [write("backup.json", '{"a":1}'), write("empty.json", ""), write("kaia.json", KAIA)];
      symlinkSync(folder.at("nowhere"), folder.at("keystore/link.json"));
      mkdirSync(folder.at("keystore/old.json"));

      const listed = await listAccounts(keystore);

      expect(listed.sound).to.deep.equal([{ name: "press", address: ADDRESS, path }]);
      expect(listed.odd.map(({ problem }) => problem)).to.deep.equal([
        `${odd[0]} is not a keystore file (Web3 Secret Storage version 3)`,
        `${odd[1]} is not a keystore file (Web3 Secret Storage version 3)`,
        `${odd[2]} is a keystore file of version 4, and only version 3 can be used`,
        `${folder.at("keystore/link.json")} is a link that leads nowhere`,
        `${folder.at("keystore/old.json")} is a folder, not a file`,
      ]);
    });
  });

  describe("of a key that another program made", () => {
    const key = someWallet();
    const passwords = ["１２３４５６７８", "pa\u0308ssword", "カ゛カ゛カ゛カ゛"];

    for (const password of passwords) {
      const forms = [
        ["as it was typed", Buffer.from(password)],
        ["in NFKC", password],
      ] as const;
      for (const [form, secret] of forms) {
        it(`opens it where the program took the password ${password} ${form}`, async () => {
          const made = await encryptKeystoreJson({ address: key.address, privateKey: key.privateKey }, secret, FAST);
          const path = write("press.json", made);

          const wallet = await unlockAccount({ name: "press", address: key.address, path }, password);

          expect(wallet.privateKey).to.equal(key.privateKey);
        });
      }
    }

    for (const [file, address] of Object.entries({
      "v3-without-address.json": undefined,
      "uppercase-fields.json": "0xfEB45AEf3e1D7640B3725A082a662AEE4862641a",
    })) {
      it(`opens ${file}, which Web3 Secret Storage leaves open`, async () => {
        const text = readFileSync(join(VECTORS, file), "utf8");
        const path = write("press.json", text);

        const account = await findAccount(keystore, "press");

        expect(account).to.deep.equal({ name: "press", address, path });
        const wallet = account && (await unlockAccount(account, "correct horse"));
        expect(wallet?.address).to.match(/^0x/);
        if (address !== undefined) expect(wallet?.address).to.equal(address);
      });
    }

    it("says of a whole file what cannot be had, and does not call it damaged", async () => {
      const text = readFileSync(join(VECTORS, "uppercase-fields.json"), "utf8").replace("aes-128-ctr", "aes-256-gcm");
      const path = write("press.json", text);

      const refusal = await refusalOf(() =>
        unlockAccount({ name: "press", address: undefined, path }, "correct horse"),
      );

      expect(refusal.message).to.equal(
        `${path} is a keystore file, and its key cannot be opened here: unsupported cipher`,
      );
      expect(refusal.advice).to.match(/^The file may be whole\. Export the key /);
    });

    it("calls a file damaged that lacks a field", async () => {
      const text = readFileSync(join(VECTORS, "uppercase-fields.json"), "utf8").replace("ciphertext", "cipher-text");
      const path = write("press.json", text);

      const refusal = await refusalOf(() =>
        unlockAccount({ name: "press", address: undefined, path }, "correct horse"),
      );

      expect(refusal.message).to.equal(`${path} is not a keystore file (Web3 Secret Storage version 3)`);
    });

    it("opens one of eth-keyfile 0.6.1, whose scrypt has blocks of one and more than 2^16 rounds", async () => {
      const path = join(VECTORS, "eth-keyfile-0.6.1.json");
      const account = { name: "press", address: "0xbc851C042A01624435BcB885f7A2398d18dEbF3b", path };

      const { address } = await unlockAccount(account, "correct horse");

      expect(address).to.equal(account.address);
      const refusal = await refusalOf(() => unlockAccount(account, "wrong horse"));
      expect(refusal.message).to.equal('The password does not open the account "press"');
    });
  });

  describe("of an account that was made", () => {
    // One account for all: its encryption is slow on purpose. The tests only read it.
    let home: TemporaryFolder;
    let account: Awaited<ReturnType<typeof createAccount>>;
    let privateKey: string;
    before(async () => {
      home = await temporaryFolder();
      account = await createAccount(home.at("a/keystore"), "press", async () => PASSWORD);
      const wallet = await Wallet.fromEncryptedJson(readFileSync(account.path, "utf8"), PASSWORD);
      ({ privateKey } = wallet);
    });
    after(() => home.remove());

    it("has a file that its owner alone can read, in a folder that its owner alone can enter", () => {
      expect(statSync(account.path).mode & PERMISSIONS).to.equal(0o600);
      expect(statSync(home.at("a/keystore")).mode & PERMISSIONS).to.equal(0o700);
    });

    it("is what other programs read: Web3 Secret Storage version 3, by scrypt", () => {
      const file = JSON.parse(readFileSync(account.path, "utf8")) as Record<string, Record<string, unknown>>;

      expect(file).to.include({ version: 3, address: account.address.slice(2).toLowerCase() });
      expect(file["Crypto"] ?? file["crypto"]).to.include({ kdf: "scrypt", cipher: "aes-128-ctr" });
      expect(new Wallet(privateKey).address).to.equal(account.address);
    });

    it("holds the key and no words that it could be made from", () => {
      expect(readFileSync(account.path, "utf8")).not.to.match(/mnemonic|x-ethers/);
    });

    it("does not show its key, not in its file and not in what is told of it", () => {
      for (const text of [readFileSync(account.path, "utf8"), inspect(account)]) {
        expect(text.toLowerCase()).not.to.contain(privateKey.slice(2));
        expect(text).not.to.contain(PASSWORD);
      }
      expect(Object.keys(account)).to.deep.equal(["name", "address", "path"]);
    });

    it("is found by its name", async () => {
      expect(await findAccount(home.at("a/keystore"), "press")).to.deep.equal(account);
    });

    it("signs with its key once the password is given", async () => {
      const wallet = await unlockAccount(account, PASSWORD);

      expect(wallet.address).to.equal(account.address);
      expect(verifyMessage("a message", await wallet.signMessage("a message"))).to.equal(account.address);
    });

    it("stays shut for another password, and the refusal shows neither key nor password", async () => {
      const refusal = await refusalOf(() => unlockAccount(account, "9 bytes!!"));

      expect(refusal.message).to.equal('The password does not open the account "press"');
      expect(refusal.advice).to.equal("Try again; a lost password cannot be recovered.");
      expect(refusal.exitCode).to.equal(1);
      const shown = inspect(refusal, { depth: null }) + String(refusal.stack);
      expect(shown).not.to.contain("9 bytes!!");
      expect(shown.toLowerCase()).not.to.contain(privateKey.slice(2));
    });
  });
});
