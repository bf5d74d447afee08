import { getListFromStatusListJWT } from "@sd-jwt/jwt-status-list";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";
import { expect } from "chai";

import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { hasher } from "../../../../lib/credentials/credential";
import { type ListToken, readListToken, signList, unpackToken } from "../../../../lib/credentials/issuing/list-token";
import { packList } from "../../../../lib/credentials/issuing/packed-list";
import { StatusList } from "../../../../lib/credentials/issuing/status-list";
import { accountKey, isSignedBy } from "../../../../lib/credentials/keys";
import { verifyOffline } from "../../../../lib/credentials/presenting/verify";
import { keptAs } from "../../../shared/keys";
import { refusalOf } from "../../shared/refusal";
import { CONTROLLER, credential, DID, issued, ISSUED_AT, ISSUER, LIST, question } from "../issuing";

const SHAPE = { kind: "ietf", bits: 2, size: 1001 } as const;
const INVALID = 1;
const SUSPENDED = 2;

/** A list in which credential 9 is revoked and 14 suspended. */
async function token(uri = LIST, issuer = ISSUER): Promise<string> {
  const list = new StatusList(SHAPE);
  list.set(9, INVALID);
  list.set(14, SUSPENDED);
  return signList(issuer, uri, list, ISSUED_AT);
}

const kept = async (...how: Parameters<typeof token>): Promise<ListToken> =>
  readListToken(keptAs("jwt", await token(...how)));

describe("a status list's token", () => {
  it("keeps the list, and is what the library for such lists reads", async () => {
    const list = unpackToken(await kept());
    const theirs = getListFromStatusListJWT(await token());

    expect(list.shape).to.deep.equal(SHAPE);
    for (let index = 0; index < SHAPE.size; index += 1) expect(list.get(index)).to.equal(theirs.getStatus(index));
    expect([list.get(9), list.get(14), list.get(6)]).to.deep.equal([INVALID, SUSPENDED, 0]);
  });

  for (const [what, text] of [
    ["a W3C list", packList(new StatusList({ kind: "w3c", bits: 1, size: 131_072 }))],
    [
      "a W3C list in its credential",
      JSON.stringify({ type: ["VerifiableCredential", "BitstringStatusListCredential"] }),
    ],
    ["a token of another type", `${Buffer.from('{"typ":"JWT"}').toString("base64url")}.e30.c2ln`],
  ] as const) {
    it(`is not ${what}: it is refused and never read mirrored`, async () => {
      expect(await refusalOf(() => readListToken(keptAs("txt", text)))).to.include({
        code: "NotAListToken",
        exitCode: 2,
      });
    });
  }

  it("is not the library's, where that leaves out how many entries there are", async () => {
    const [head = "", body = "", signature = ""] = (await token()).split(".");
    const said = Buffer.from(body, "base64url").toString().replace(',"size":1001', "");
    const less = [head, Buffer.from(said).toString("base64url"), signature].join(".");

    expect(await refusalOf(() => readListToken(keptAs("jwt", less)))).to.include({ code: "NotAListToken" });
  });
});

describe("verifyOffline, of a credential's status", () => {
  const at = async (idx: number, uri = LIST): ReturnType<typeof credential> => credential({ status: { idx, uri } });

  it("finds an entry good that is neither revoked nor suspended, and says of when the list is", async () => {
    const verified = await verifyOffline(await at(6), question({ list: await kept() }));

    expect(verified.statusAt).to.equal(ISSUED_AT);
  });

  for (const [idx, word] of [
    [9, "invalid"],
    [14, "suspended"],
  ] as const) {
    it(`refuses one that is ${word}`, async () => {
      const list = await kept();

      const refusal = await refusalOf(async () => verifyOffline(await at(idx), question({ list })));
      expect(refusal).to.include({ code: "CredentialRevoked", exitCode: 3 });
      expect(refusal.message).to.include(`is ${word}: entry ${idx} of ${LIST}`);
    });
  }

  it("refuses an index beyond the list, which the packed bytes would have", async () => {
    const list = await kept();

    expect(await refusalOf(async () => verifyOffline(await at(1001), question({ list })))).to.include({
      code: "StatusBeyond",
      exitCode: 3,
    });
  });

  it("refuses another list than the credential names, and one for a credential without a status", async () => {
    const list = await kept(`${DID}/status-lists/others`);

    for (const checked of [await at(6), await credential()]) {
      expect(await refusalOf(() => verifyOffline(checked, question({ list })))).to.include({ code: "OtherStatusList" });
    }
  });

  it("refuses a list that somebody else has signed", async () => {
    const thief = { ...ISSUER, key: accountKey(devWallet("borealis")) };
    const list = await kept(LIST, thief);

    expect(await refusalOf(async () => verifyOffline(await at(6), question({ list })))).to.include({
      code: "SignatureWrong",
    });
  });

  it("says the same as the library's own check, which fetches the list", async () => {
    const verifier = (data: string, signature: string): boolean =>
      isSignedBy(CONTROLLER, "ES256K", data, Buffer.from(signature, "base64url"));
    const instance = new SDJwtVcInstance({ hasher, verifier, statusListFetcher: async () => token() });
    const check = async (idx: number): Promise<string> =>
      instance.verify(await issued({ status: { idx, uri: LIST } }), { currentDate: ISSUED_AT }).then(
        () => "good",
        (error: unknown) => String(error),
      );

    expect(await check(6)).to.equal("good");
    expect(await check(9)).to.include("Status is not valid");
  });
});
