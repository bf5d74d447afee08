import { readFileSync } from "node:fs";

import { expect } from "chai";

import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { type Credential, parseCredential } from "../../../../lib/credentials/credential";
import { accountKey, type CredentialKey, readHolderKey, readPrivateKey } from "../../../../lib/credentials/keys";
import { presentCredential } from "../../../../lib/credentials/presenting/present";
import { verifyOffline } from "../../../../lib/credentials/presenting/verify";
import { readSchema } from "../../../../lib/credentials/schema";
import type { ColophonError } from "../../../../lib/errors";
import { didOf } from "../../../../lib/identity/did";
import { keptAs, makeKey, type OutsideKey } from "../../../shared/keys";
import { refusalOf } from "../../shared/refusal";
import {
  CLAIMS,
  CONTROLLER,
  credential,
  DID,
  documentWith,
  issued,
  ISSUED_AT,
  ISSUER,
  pairOn,
  question,
  VALID_UNTIL,
} from "../issuing";

const HOLDER = { audience: "press-office", nonce: "7f3a" };

describe("verifyOffline", () => {
  const refused = async (checked: Credential, changes = {}): Promise<ColophonError> =>
    refusalOf(() => verifyOffline(checked, question(changes)));

  it("finds a credential good that its issuer has signed, with all of its claims", async () => {
    const checked = await credential();

    expect(await verifyOffline(checked, question())).to.deep.equal({
      holder: undefined,
      schema: undefined,
      statusAt: undefined,
    });
    expect(checked.claims).to.deep.equal(CLAIMS);
  });

  describe("of its term", () => {
    it("begins with the second in which it was issued and ends before that in which it ends", async () => {
      const checked = await credential();

      expect(await refused(checked, { now: ISSUED_AT - 1 })).to.include({ code: "CredentialNotYet", exitCode: 3 });
      await verifyOffline(checked, question({ now: VALID_UNTIL - 1 }));
      expect(await refused(checked, { now: VALID_UNTIL })).to.include({ code: "CredentialExpired", exitCode: 3 });
    });
  });

  describe("of its issuer's signature", () => {
    const thief = devWallet("borealis");

    it("refuses a DID claimed with somebody else's key", async () => {
      const forged = await credential({}, { ...ISSUER, key: accountKey(thief) });

      expect(await refused(forged)).to.include({ code: "SignatureWrong", exitCode: 3 });
    });

    it("refuses a DID claimed with a key that is named by somebody else's DID", async () => {
      const did = didOf(31337n, thief.address);
      const own = { ...CONTROLLER, id: `${did}#controller`, blockchainAccountId: `eip155:31337:${thief.address}` };
      const forged = await credential({}, { did: DID, keyId: own.id, key: accountKey(thief) });

      expect(await refused(forged)).to.include({ code: "KeyNotTheIssuers", exitCode: 3 });
      const document = { ...documentWith(own), id: did };
      expect(await refused(forged, { document })).to.include({ code: "DocumentOfOtherIssuer", exitCode: 3 });
    });

    it("refuses a key that the issuer names for logging in alone", async () => {
      const document = { ...documentWith(CONTROLLER), assertionMethod: [] };

      expect(await refused(await credential(), { document })).to.include({ code: "KeyNotTheIssuers" });
    });

    it("refuses claims that were changed", async () => {
      const [token = "", ...disclosures] = (await issued()).split("~");
      const [head = "", body = "", signature = ""] = token.split(".");
      const said = Buffer.from(body, "base64url").toString().replace("CN", "US");
      const changed = [head, Buffer.from(said).toString("base64url"), signature].join(".");
      const checked = await parseCredential([changed, ...disclosures].join("~"), "credential.txt");

      expect(checked.claims["territory"]).to.deep.equal(["US", "FR"]);
      expect(await refused(checked)).to.include({ code: "SignatureWrong" });
    });

    for (const [curve, algorithm] of [
      ["prime256v1", "ES256"],
      ["secp256k1", "ES256K"],
    ] as const) {
      it(`knows a key on ${curve}, and refuses another one`, async () => {
        const [own, other] = [await pairOn(curve), await pairOn(curve)];
        const keyId = `${DID}#delegate-1`;
        const method = { id: keyId, type: "Key", controller: DID, publicKeyPem: own.pem };
        const document = documentWith(CONTROLLER, method);

        const checked = await credential({}, { did: DID, keyId, key: own.key });

        expect(checked.header.alg).to.equal(algorithm);
        expect(own.key.is(method)).to.equal(true);
        expect(other.key.is(method)).to.equal(false);
        await verifyOffline(checked, question({ document }));
        const forged = await credential({}, { did: DID, keyId, key: other.key });
        expect(await refused(forged, { document })).to.include({ code: "SignatureWrong" });
      });
    }

    it("says which keys sign none", async () => {
      const { path } = await makeKey("rsa");
      const method = {
        id: CONTROLLER.id,
        type: "RSAVerificationKey2018",
        controller: DID,
        publicKeyPem: readFileSync(path, "utf8"),
      };

      expect(await refused(await credential(), { document: documentWith(method) })).to.include({
        code: "CredentialKeyKind",
        exitCode: 3,
      });
    });
  });

  describe("of its holder", () => {
    let holder: OutsideKey;
    let key: CredentialKey;
    before(async () => {
      holder = await makeKey("p256");
      key = await readPrivateKey(holder.secret);
    });
    const bound = async (): Promise<Credential> => credential({ holder: await readHolderKey(holder.path) });
    const presented = async (disclose: readonly string[] = []): Promise<Credential> =>
      parseCredential(
        await presentCredential(await bound(), disclose, { key, ...HOLDER, now: ISSUED_AT }),
        "shown.txt",
      );

    it("is the one that signs with its key, for whom and what it was asked, over what is disclosed", async () => {
      const shown = await presented(["responsible"]);

      expect((await verifyOffline(shown, question({ holder: HOLDER }))).holder).to.equal("proven");
      expect(shown.claims).to.deep.equal({ territory: CLAIMS.territory, responsible: CLAIMS.responsible });
      expect(shown.withheld).to.equal(1);
      expect(shown.text).not.to.include(Buffer.from(CLAIMS.name).toString("base64url"));
    });

    it("is not whoever presents it once more, to somebody else, or signs nothing", async () => {
      const shown = await presented();

      for (const other of [
        { ...HOLDER, nonce: "8f3a" },
        { ...HOLDER, audience: "somebody else" },
      ]) {
        expect(await refused(shown, { holder: other })).to.include({ code: "HolderNotProven", exitCode: 3 });
      }
      expect(await refused(await bound(), { holder: HOLDER })).to.include({ code: "HolderNotProven" });
      expect(await refused(await credential(), { holder: HOLDER })).to.include({ code: "HolderNotProven" });
    });

    it("is not whoever takes a disclosure away, or signs with another key", async () => {
      const shown = await presented(["name", "responsible"]);
      const [token, , second, binding] = shown.text.split("~");
      const less = await parseCredential([token, second, binding].join("~"), "less.txt");
      const thief = await readPrivateKey((await makeKey("p256")).secret);
      const pretended: CredentialKey = { ...thief, isHolders: () => true };
      const stolen = await presentCredential(await bound(), [], { key: pretended, ...HOLDER, now: ISSUED_AT });

      for (const wrong of [less, await parseCredential(stolen, "stolen.txt")]) {
        expect(await refused(wrong, { holder: HOLDER })).to.include({ code: "HolderNotProven" });
      }
    });

    it("alone can present it, once for each verifier, and only where it is bound to a key", async () => {
      const other = await readPrivateKey((await makeKey("p256")).secret);
      const codeOf = async (checked: Credential, by: CredentialKey | undefined): Promise<string> =>
        (await refusalOf(() => presentCredential(checked, [], by && { key: by, ...HOLDER, now: ISSUED_AT }))).code;

      expect(await codeOf(await bound(), other)).to.equal("NotTheHoldersKey");
      expect(await codeOf(await bound(), undefined)).to.equal("NotTheHoldersKey");
      expect(await codeOf(await presented(), key)).to.equal("AlreadyPresented");
      expect(await codeOf(await credential(), key)).to.equal("CredentialNotBound");
    });
  });

  describe("of its schema", () => {
    const path = keptAs(
      "json",
      JSON.stringify({ type: "object", properties: { name: { type: "string", maxLength: 20 } } }),
    );

    it("compares all of the claims where none is withheld, and the file's hash always", async () => {
      const schema = await readSchema(path);
      const good = await credential({ schemaHash: schema.hash });
      const bad = await credential({ schemaHash: schema.hash, claims: { ...CLAIMS, name: "Harbour ".repeat(9) } });
      const some = await parseCredential(await presentCredential(bad, [], undefined), "some.txt");

      expect((await verifyOffline(good, question({ schema }))).schema).to.equal("kept");
      expect(await refused(bad, { schema })).to.include({ code: "ClaimsAgainstSchema", exitCode: 3 });
      expect((await verifyOffline(some, question({ schema }))).schema).to.equal(undefined);
      expect(await refused(await credential(), { schema })).to.include({ code: "OtherSchema", exitCode: 3 });
    });
  });
});
