import { expect } from "chai";
import { N, toBeHex, toBigInt } from "ethers";

import { devWallet } from "../../../lib/chain/development/dev-wallet";
import { accountKey, isSignedBy, readHolderKey, readPrivateKey } from "../../../lib/credentials/keys";
import { fromHex } from "../../../lib/hex";
import { keptAs, makeKey } from "../../shared/keys";
import { refusalOf } from "../shared/refusal";
import { CONTROLLER, WALLET } from "./issuing";

const DATA = "eyJhbGciOiJFUzI1NksifQ.e30";
const WORD_BYTES = 32;

describe("the keys that sign credentials", () => {
  const signature = (): Buffer => Buffer.from(accountKey(WALLET).sign(DATA), "base64url");

  it("are an account's where the document has its address, with either s that the curve allows", () => {
    const s = toBigInt(signature().subarray(WORD_BYTES));
    const other = Buffer.concat([signature().subarray(0, WORD_BYTES), fromHex(toBeHex(N - s, WORD_BYTES))]);

    for (const each of [signature(), other]) expect(isSignedBy(CONTROLLER, "ES256K", DATA, each)).to.equal(true);
    expect(isSignedBy(CONTROLLER, "ES256K", `${DATA} `, signature())).to.equal(false);
    expect(isSignedBy(CONTROLLER, "ES256", DATA, signature())).to.equal(false);
    expect(accountKey(WALLET).is(CONTROLLER)).to.equal(true);
    expect(accountKey(devWallet("borealis")).is(CONTROLLER)).to.equal(false);
  });

  it("make no error of a signature that is none", () => {
    for (const none of [
      Buffer.alloc(0),
      Buffer.alloc(63, 1),
      Buffer.alloc(64),
      Buffer.alloc(64, 255),
      Buffer.alloc(65, 1),
    ]) {
      expect(isSignedBy(CONTROLLER, "ES256K", DATA, none)).to.equal(false);
    }
  });

  it("are in PEM and on one of two curves: other files are refused in words", async () => {
    const rsa = await makeKey("rsa");
    const p256 = await makeKey("p256");

    for (const path of [rsa.secret, p256.path, keptAs("txt", "no key\n")]) {
      expect(await refusalOf(() => readPrivateKey(path))).to.include({ code: "NotACredentialKey", exitCode: 2 });
    }
    expect(await refusalOf(() => readHolderKey(rsa.path))).to.include({ code: "NotACredentialKey", exitCode: 2 });
    expect(await refusalOf(() => readHolderKey(p256.secret))).to.include({ code: "NotAPublicKey", exitCode: 2 });
    expect(Object.keys(await readHolderKey(p256.path)).sort()).to.deep.equal(["crv", "kty", "x", "y"]);
  });
});
