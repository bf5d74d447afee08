import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";

import { ColophonError } from "../errors";
import { isJsonObject, type JsonValue, parseJson } from "../hashing/canonical-json";
import { hashFile } from "../hashing/hash-file";
import { fromHex } from "../hex";
import { readText } from "../text-file";

/** What the claims of a type of credential keep to. */
export interface ClaimSchema {
  /** SHA-256 of its file: 0x and 64 hex digits. */
  readonly hash: string;
  readonly validate: ValidateFunction;
}

/**
 * Reads a JSON Schema of 2020-12. Whatever it refers to stands in the file itself, and `format` is a note, as that version has it.
 * @throws ColophonError, exit code 2, where the file is missing or has none
 */
export async function readSchema(path: string): Promise<ClaimSchema> {
  const schema = parseJson(await readText(path), path);
  const { contentHash } = await hashFile(path);
  const refused = (problem: string, cause?: unknown): ColophonError =>
    new ColophonError(`${path} is not a JSON Schema of 2020-12: ${problem}`, {
      code: "NotASchema",
      advice: "What it does not name it may not use: neither another file nor a word of its own.",
      exitCode: 2,
      cause,
    });
  if (!isJsonObject(schema)) throw refused("it is no object");
  try {
    return { hash: contentHash, validate: new Ajv2020({ validateFormats: false, logger: false }).compile(schema) };
  } catch (cause) {
    throw refused(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/**
 * @param path the claims' file, for messages
 * @param exitCode 2 where they are given to be issued, 3 where they are checked
 * @throws ColophonError where claims do not keep to a schema
 */
export function requireConforming({ validate }: ClaimSchema, claims: JsonValue, path: string, exitCode: 2 | 3): void {
  if (validate(claims)) return;
  const [error] = validate.errors ?? [];
  const place = error?.instancePath ? `the claim ${error.instancePath.slice(1)}` : "the whole";
  throw new ColophonError(`${path} does not keep to its schema: ${place} ${error?.message ?? "is refused"}`, {
    code: "ClaimsAgainstSchema",
    advice: "Correct the claims; of a credential from somebody else, ask its issuer.",
    exitCode,
  });
}

/** A schema's hash as W3C's Subresource Integrity writes it. @param hash 0x and 64 hex digits */
export function integrityOf(hash: string): string {
  return `sha256-${Buffer.from(fromHex(hash)).toString("base64")}`;
}
