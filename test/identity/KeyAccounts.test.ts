import { expect } from "chai";
import { concat, dataSlice, toBeHex, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { KEY_KINDS } from "../../lib/chain/contracts/enums";
import { keyKindNumber } from "../../lib/keys/public-key";
import { makeKey, makeKeys } from "../shared/keys";
import { deployKeys } from "./keys";

const [P256, RSA, PASSKEY] = KEY_KINDS.map(keyKindNumber);

describe("KeyAccounts: create", () => {
  for (const kind of KEY_KINDS) {
    it(`makes the account of a key of the kind ${kind} where everybody expects it, and says so`, async () => {
      const { keyAccounts } = await deployKeys();
      const { publicKey } = await makeKey(kind);
      const number = keyKindNumber(kind);
      const expected = await keyAccounts.accountOf(number, publicKey);
      expect(await ethers.provider.getCode(expected)).to.equal("0x");

      await expect(keyAccounts.create(number, publicKey))
        .to.emit(keyAccounts, "KeyAccountCreated")
        .withArgs(expected, number, publicKey);

      const account = await ethers.getContractAt("KeyAccount", expected);
      const encoded =
        kind === "rsa"
          ? ethers.AbiCoder.defaultAbiCoder().encode(["bytes", "bytes"], ["0x010001", publicKey])
          : publicKey;
      expect(await account.key()).to.equal(concat([await keyAccounts.verifierOf(number), encoded]));
      expect(await account.nonce()).to.equal(0);
    });
  }

  it("finds an account that somebody made before", async () => {
    const { keyAccounts, accounts } = await deployKeys();
    const { publicKey } = await makeKey("p256");
    await keyAccounts.create(0, publicKey);

    await expect(keyAccounts.connect(accounts.aurora).create(0, publicKey)).not.to.emit(
      keyAccounts,
      "KeyAccountCreated",
    );
    expect(await keyAccounts.create.staticCall(0, publicKey)).to.equal(await keyAccounts.accountOf(0, publicKey));
  });

  it("gives a P-256 key as a passkey another account than as a plain key", async () => {
    const { keyAccounts } = await deployKeys();
    const { publicKey } = await makeKey("p256");

    expect(await keyAccounts.accountOf(0, publicKey)).not.to.equal(await keyAccounts.accountOf(2, publicKey));
    expect(await keyAccounts.verifierOf(0)).not.to.equal(await keyAccounts.verifierOf(2));
  });

  it("reverts for what is no key of its kind", async () => {
    const { keyAccounts } = await deployKeys();
    const { p256, rsa } = await makeKeys();
    const [point, modulus] = [p256.publicKey, rsa.publicKey];
    const even = concat([dataSlice(modulus, 0, 255), "0x02"]);
    const small = concat([dataSlice(modulus, 0, 254), "0x01"]);
    const large = concat([modulus, modulus, "0x01"]);

    for (const [kind, key] of [
      [P256, "0x"],
      [P256, concat([ZeroHash, ZeroHash])],
      [P256, dataSlice(point, 0, 63)],
      [PASSKEY, concat([point, "0x00"])],
      [PASSKEY, concat([dataSlice(point, 0, 32), toBeHex(1, 32)])],
      [RSA, point],
      [RSA, "0x"],
      [RSA, even],
      [RSA, small],
      [RSA, large],
      [RSA, concat(["0x00", modulus])],
    ] as const) {
      for (const ask of [keyAccounts.create, keyAccounts.accountOf]) {
        await expect(ask(kind ?? 0, key))
          .to.be.revertedWithCustomError(keyAccounts, "KeyAccountsInvalidKey")
          .withArgs(kind, key);
      }
    }
  });
});
