import { SDJwtInstance } from "@sd-jwt/core";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";
import { expect } from "chai";

import { hasher, parseCredential } from "../../../lib/credentials/credential";
import { isSignedBy } from "../../../lib/credentials/keys";
import { refusalOf } from "../shared/refusal";
import {
  CLAIMS,
  CONTROLLER,
  credential,
  DID,
  issued,
  ISSUED_AT,
  ISSUER,
  SCHEMA_HASH,
  TYPE,
  VALID_UNTIL,
} from "./issuing";

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a credential", () => {
  it("is an SD-JWT VC with the names that RFC 9901 and SD-JWT VC give", async () => {
    const { header, signed, mayBeWithheld, withheld, binding } = await credential();

    expect(header).to.deep.equal({ typ: "dc+sd-jwt", alg: "ES256K", kid: CONTROLLER.id });
    expect(signed).to.deep.equal({
      ...{ iss: DID, vct: TYPE, iat: ISSUED_AT, exp: VALID_UNTIL },
      "schema#integrity": `sha256-${Buffer.from(SCHEMA_HASH.slice(2), "hex").toString("base64")}`,
    });
    expect({ mayBeWithheld, withheld, binding }).to.deep.equal({
      mayBeWithheld: ["name", "responsible"],
      withheld: 0,
      binding: undefined,
    });
  });

  it("signs nothing of what may be withheld but its digest", async () => {
    const [token = ""] = (await issued()).split("~");
    const body = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();

    expect(body).to.include("territory");
    for (const hidden of ["name", "responsible", CLAIMS.name, CLAIMS.responsible])
      expect(body).not.to.include(`"${hidden}"`);
  });

  it("is good to the library's own check, which knows nothing of Colophon", async () => {
    const verifier = (data: string, signature: string): boolean =>
      isSignedBy(CONTROLLER, "ES256K", data, Buffer.from(signature, "base64url"));
    const { payload } = await new SDJwtVcInstance({ hasher, verifier }).verify(await issued(), {
      currentDate: ISSUED_AT,
    });

    expect(payload).to.include({ iss: DID, vct: TYPE, name: CLAIMS.name });
  });

  it("is read with claims withheld within others, of which its holder can withhold the outer ones alone here", async () => {
    const instance = new SDJwtInstance({
      ...{ hasher, signAlg: ISSUER.key.algorithm, signer: (data: string) => ISSUER.key.sign(data) },
      saltGenerator: () => "c2FsdA",
    });
    const claims = { iss: DID, vct: TYPE, address: { street: "3 Quay Road", locality: "Dalian" }, names: ["a", "b"] };
    const frame = { _sd: ["address"], address: { _sd: ["street"] }, names: { _sd: [1] } } as const;
    // The library's types take no list that is constant.
    const header = { typ: "dc+sd-jwt", kid: CONTROLLER.id };
    const text = await instance.issue(claims, frame as never, { header });

    const read = await parseCredential(text, "nested.txt");

    expect(read.claims).to.deep.equal({ address: claims.address, names: claims.names });
    expect(read.mayBeWithheld).to.deep.equal(["address"]);
    expect(read.withheld).to.equal(0);
  });

  it("is refused with a disclosure that its issuer has not signed, or one given twice", async () => {
    const text = await issued();
    const [token, first = ""] = text.split("~");
    const foreign = encoded(["c2FsdA", "accredited", true]);

    for (const wrong of [`${token}~${foreign}~`, `${token}~${first}~${first}~`]) {
      expect(await refusalOf(() => parseCredential(wrong, "wrong.txt"))).to.include({
        code: "NotACredential",
        exitCode: 2,
      });
    }
  });

  for (const [what, text] of [
    ["a text", "no credential"],
    ["an empty file", ""],
    ["a disclosure that is no JSON", "header~!~"],
    [
      "a token of another type",
      `${encoded({ typ: "JWT", alg: "ES256K", kid: "a" })}.${encoded({ iss: DID, vct: TYPE })}.c2ln~`,
    ],
    [
      "an algorithm of its own",
      `${encoded({ typ: "dc+sd-jwt", alg: "none", kid: "a" })}.${encoded({ iss: DID, vct: TYPE })}.c2ln~`,
    ],
    ["no type", `${encoded({ typ: "dc+sd-jwt", alg: "ES256K", kid: "a" })}.${encoded({ iss: DID })}.c2ln~`],
    [
      "a status that cannot be looked up",
      `${encoded({ typ: "dc+sd-jwt", alg: "ES256K", kid: "a" })}.${encoded({ iss: DID, vct: TYPE, status: { other: 1 } })}.c2ln~`,
    ],
  ] as const) {
    it(`is not ${what}`, async () => {
      expect(await refusalOf(() => parseCredential(text, "wrong.txt"))).to.include({
        code: "NotACredential",
        exitCode: 2,
      });
    });
  }

  it("names a hash that Node does not have", async () => {
    const body = encoded({ iss: DID, vct: TYPE, _sd: [], _sd_alg: "k12-256" });
    const text = `${encoded({ typ: "dc+sd-jwt", alg: "ES256K", kid: "a" })}.${body}.c2ln~${encoded(["c2FsdA", "a", 1])}~`;

    expect(await refusalOf(() => parseCredential(text, "wrong.txt"))).to.include({ code: "NotACredential" });
  });
});
