import { expect } from "chai";

import { parseNames, readClaims } from "../../../lib/credentials/claims";
import { listIdOf, parseList, parseType, typeNamed } from "../../../lib/credentials/names";
import { readSchema, requireConforming } from "../../../lib/credentials/schema";
import { keptAs } from "../../shared/keys";
import { refusalOf } from "../shared/refusal";
import { DID, LIST, TYPE } from "./issuing";

describe("readClaims", () => {
  const codeOf = async (value: unknown): Promise<string> =>
    (await refusalOf(() => readClaims(keptAs("json", JSON.stringify(value))))).code;

  it("takes an object with a name for each claim", async () => {
    const claims = { name: "Harbour Press", address: { exp: "a word of its own" } };

    expect(await readClaims(keptAs("json", JSON.stringify(claims)))).to.deep.equal(claims);
  });

  it("takes none of the names that a credential has for itself, and none that would mean a path", async () => {
    for (const name of ["iss", "exp", "status", "cnf", "vct", "_sd", "...", "a.b"]) {
      expect(await codeOf({ [name]: 1 }), name).to.equal("ClaimName");
    }
    expect(await codeOf({ list: [{ inner: { "...": "digest" } }] })).to.equal("ClaimName");
  });

  it("takes nothing but an object", async () => {
    for (const value of [[], "text", null]) expect(await codeOf(value)).to.equal("NotClaims");
  });
});

describe("parseNames", () => {
  it("divides at commas, and names each once", () => {
    expect(parseNames("b, a,b", ["a", "b", "c"], "--withhold")).to.deep.equal(["b", "a"]);
    expect(parseNames(undefined, ["a"], "--withhold")).to.deep.equal([]);
  });

  it("refuses a slip in a name, which would leave the claim in the open", async () => {
    const refusal = await refusalOf(() => parseNames("birthDate", ["birthdate"], "--withhold"));

    expect(refusal).to.include({ code: "NoSuchClaim", exitCode: 2 });
  });
});

describe("the names of types and lists", () => {
  it("are DID URLs of who publishes them", () => {
    const own = { publisher: DID, name: "publisher-licence", version: 1 };

    expect(parseType(TYPE)).to.deep.equal(own);
    expect(typeNamed("publisher-licence/1", DID)).to.deep.equal(own);
    expect(typeNamed(TYPE, "did:ethr:0x1:0x0")).to.deep.equal(own);
    expect(parseList(LIST)).to.deep.equal({ issuer: DID, name: "publishers" });
    expect(listIdOf("publishers")).to.match(/^0x7075626c697368657273(?:00)+$/);
  });

  it("are refused where the chain could not have them", async () => {
    for (const text of ["licence", "Licence/1", "licence/0", `${"a".repeat(65)}/1`, "licence/1/2"]) {
      expect(await refusalOf(() => typeNamed(text, DID)), text).to.include({ code: "NotAType", exitCode: 2 });
    }
    for (const text of ["https://types.example/licence", `${DID}/types/licence`]) {
      expect(await refusalOf(() => parseType(text)), text).to.include({ code: "TypeNotOnChain", exitCode: 3 });
    }
    for (const name of ["", "Press", "a".repeat(32), "a/b"]) {
      expect(await refusalOf(() => parseList(`${DID}/status-lists/${name}`)), name).to.include({
        code: "NotAListName",
      });
    }
  });
});

describe("readSchema, requireConforming", () => {
  const read = async (schema: unknown): ReturnType<typeof readSchema> =>
    readSchema(keptAs("json", JSON.stringify(schema)));

  it("names the claim that does not keep to it, and the rule", async () => {
    const schema = await read({
      type: "object",
      properties: { territory: { items: { pattern: "^[A-Z]{2}$", type: "string" }, type: "array" } },
    });

    requireConforming(schema, { territory: ["CN"] }, "claims.json", 2);
    const refusal = await refusalOf(() => requireConforming(schema, { territory: ["CN", "fr"] }, "claims.json", 2));
    expect(refusal).to.include({
      code: "ClaimsAgainstSchema",
      exitCode: 2,
      message: 'claims.json does not keep to its schema: the claim territory/1 must match pattern "^[A-Z]{2}$"',
    });
  });

  it("takes a format as a note", async () => {
    requireConforming(
      await read({ properties: { born: { format: "date", type: "string" } }, type: "object" }),
      { born: "?" },
      "a",
      2,
    );
  });

  for (const [what, schema] of [
    ["no object", []],
    ["of another version", { $schema: "http://json-schema.org/draft-07/schema#", type: "object" }],
    ["with a word that no version has", { type: "object", propertys: {} }],
    ["that refers to another file", { $ref: "https://schemas.example/other.json" }],
    ["with a rule that is none", { type: "thing" }],
  ] as const) {
    it(`refuses one that is ${what}`, async () => {
      expect(await refusalOf(() => read(schema))).to.include({ code: "NotASchema", exitCode: 2 });
    });
  }
});
