/** Part of `npm run build`: the JSON Schemas of certificates, for whoever reads one with other tools. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { ATTESTATION, attestationShape } from "../lib/certificates/attested/format";
import { CHECKPOINTS, checkpointsShape } from "../lib/certificates/checkpoints";
import { CERTIFICATE, certificateShape } from "../lib/certificates/format";
import { jsonSchemaOf } from "../lib/certificates/json-schema";
import { main } from "./shared/main";

const DOCS = join(__dirname, "..", "docs");
const SCHEMAS = {
  "certificate.schema.json": jsonSchemaOf(CERTIFICATE, certificateShape),
  "attestation.schema.json": jsonSchemaOf(ATTESTATION, attestationShape),
  "checkpoints.schema.json": jsonSchemaOf(CHECKPOINTS, checkpointsShape),
};

main(async () => {
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const path = join(DOCS, name);
    const text = await format(JSON.stringify(schema), {
      ...(await resolveConfig(path)),
      plugins: [],
      parser: "json",
    });
    if (text !== (await readFile(path, "utf8").catch(() => ""))) await writeFile(path, text);
  }
});
