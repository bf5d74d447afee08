/** Part of `npm run build`: the JSON Schema of the certificate, for whoever reads one with other tools. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { certificateJsonSchema } from "../lib/certificates/json-schema";
import { main } from "./shared/main";

const PATH = join(__dirname, "..", "docs", "certificate.schema.json");

main(async () => {
  const text = await format(JSON.stringify(certificateJsonSchema()), {
    ...(await resolveConfig(PATH)),
    plugins: [],
    parser: "json",
  });
  if (text !== (await readFile(PATH, "utf8").catch(() => ""))) await writeFile(PATH, text);
});
