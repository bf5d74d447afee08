import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { certificateJsonSchema } from "../../../lib/certificates/json-schema";
import { ROOT } from "../../shards/shards";

describe("docs/certificate.schema.json", () => {
  it("is the schema by which certificates are read: npm run build writes it", () => {
    const shipped: unknown = JSON.parse(readFileSync(join(ROOT, "docs", "certificate.schema.json"), "utf8"));

    expect(shipped).to.deep.equal(JSON.parse(JSON.stringify(certificateJsonSchema())));
  });

  it("knows every field that docs/certificates.md tells of, and the document all of its fields", () => {
    const text = readFileSync(join(ROOT, "docs", "certificates.md"), "utf8");
    const [, fields = ""] = text.split("## The fields");
    const [table = ""] = fields.split("\n## ");

    for (const name of namesIn(certificateJsonSchema() as Schema))
      expect(table, name).to.match(new RegExp(`\\b${name}\\b`));
  });
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

function namesIn({ properties = {}, items }: Schema): string[] {
  const own = Object.entries(properties).flatMap(([name, schema]) => [name, ...namesIn(schema)]);
  return items === undefined ? own : [...own, ...namesIn(items)];
}
