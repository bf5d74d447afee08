import { z } from "zod";

import { CERTIFICATE, CERTIFICATE_FORMAT } from "./format";

/** The form of a certificate as JSON Schema (draft 2020-12). What it proves, no schema can say. */
export function certificateJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(CERTIFICATE.schema);
  return { $schema, title: CERTIFICATE_FORMAT, ...schema };
}
