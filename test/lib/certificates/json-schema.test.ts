import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { ATTESTATION, attestationShape } from "../../../lib/certificates/attested/format";
import { CHECKPOINTS, checkpointsShape } from "../../../lib/certificates/checkpoints";
import { CERTIFICATE, certificateShape } from "../../../lib/certificates/format";
import { jsonSchemaOf } from "../../../lib/certificates/json-schema";
import { ROOT } from "../../shards/shards";
import { fieldsOf, type Schema } from "./changing";

const docs = (name: string): string => readFileSync(join(ROOT, "docs", name), "utf8");
/** Of everybody who signs, and told of once. */
const SIGNATURE = /\bA signature is `(?<fields>\{[^`]+)`, of a member also with `(?<more>[^`]+)`/;

/** A table of the documents, by the fields in its first column: each with what is said of it. */
function fieldsIn(heading: string): Map<string, string> {
  const [, section = ""] = docs("certificates.md").split(`\n${heading}\n`);
  const [table = ""] = section.split(/\n#+ /);
  const told = new Map<string, string>();
  for (const [, names = "", meaning = ""] of table.matchAll(/^\| (`[^|]+?) *\| ([^|]+?) *\|$/gm)) {
    let before = "";
    for (const [, name = ""] of names.matchAll(/`([^`]+)`/g)) {
      // A name that begins with a point stands beside the one before it.
      before = name.startsWith(".") ? before.replace(/\.?[^.]+$/, name) : name;
      told.set(before, meaning);
    }
  }
  return told;
}

const escape = (text: string): string => text.replace(/[.[\]]/g, "\\$&");

/** Those that no table tells of: neither in its first column, nor by name in what it says of what they are in. */
function untold(fields: readonly string[], told: ReadonlyMap<string, string>): string[] {
  const { fields: one = "", more = "" } = SIGNATURE.exec(docs("certificates.md"))?.groups ?? {};
  const ofSignatures = new Set(Array.from(`${one}${more}`.matchAll(/"(\w+)":/g), ([, name]) => name));
  return fields.filter((field) => {
    const { parent = "", name = "" } = /^(?:(?<parent>.*)\.)?(?<name>\w+)$/.exec(field)?.groups ?? {};
    // What is in it is told of, or it is itself.
    const isTold = [...told.keys()].some((each) => new RegExp(`^${escape(field)}(?![a-z])`, "i").test(each));
    if (isTold || (/(members|signatures)\[\]$/.test(parent) && ofSignatures.has(name))) return false;
    return !(told.get(parent) ?? told.get(parent.replace(/\[\]$/, "")) ?? "").includes(`\`${name}\``);
  });
}

describe("jsonSchemaOf", () => {
  for (const [name, kind, shape, heading] of [
    ["certificate.schema.json", CERTIFICATE, certificateShape, "## The fields"],
    ["attestation.schema.json", ATTESTATION, attestationShape, "### An attested history"],
    ["checkpoints.schema.json", CHECKPOINTS, checkpointsShape, "### A file of checkpoints"],
  ] as const) {
    const schema: unknown = JSON.parse(JSON.stringify(jsonSchemaOf(kind, shape)));
    // A work and a registry are in both, and told of once.
    const both = [...fieldsIn("## The fields")].filter(([field]) => /^(work|registry)\b/.test(field));
    const told = new Map([...fieldsIn(heading), ...both]);
    const fields = fieldsOf(schema as Schema); // as it is written

    it(`is docs/${name}, which npm run build writes`, () => {
      expect(JSON.parse(docs(name))).to.deep.equal(schema);
    });

    it(`has in docs/${name} no field that docs/certificates.md does not tell of`, () => {
      expect(untold(fields, told)).to.deep.equal([]);
    });

    it(`has in docs/${name} every field that docs/certificates.md tells of`, () => {
      const own = [...fieldsIn(heading).keys()];
      expect(own).to.have.length.above(6);
      expect(own.filter((field) => !fields.includes(field))).to.deep.equal([]);
    });
  }
});
