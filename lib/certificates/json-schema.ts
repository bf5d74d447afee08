import { CERTIFICATE_FORMAT, certificateShape } from "./format";

/** The form of a certificate as JSON Schema (draft 2020-12). What it proves, no schema can say. */
export function certificateJsonSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: CERTIFICATE_FORMAT,
    ...certificateShape.json,
  };
}
