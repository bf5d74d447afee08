import type { DocumentKind } from "../store/document";
import type { Shape } from "../store/shape";

/** A kind of document as JSON Schema (draft 2020-12). What a document proves, no schema can say. */
export function jsonSchemaOf({ format }: Pick<DocumentKind<unknown>, "format">, { json }: Shape<unknown>): object {
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title: format, ...json };
}
