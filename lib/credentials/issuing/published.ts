import { ColophonError } from "../../errors";
import type { Credential } from "../credential";
import { formatType, parseType, type TypeName } from "../names";
import { type ClaimSchema, integrityOf } from "../schema";
import { type Credentials, findSchema } from "./registry";

/**
 * Makes sure that a type is published with a schema, before anything of it is issued.
 * @param path the schema's file, for messages
 * @throws ColophonError where the chain has none for the type, or another one
 */
export async function requireSchemaOf(
  credentials: Credentials,
  type: TypeName,
  { hash }: ClaimSchema,
  path: string,
): Promise<void> {
  const published = await findSchema(credentials, type);
  if (published === hash) return;
  if (published === undefined) throw notPublished(formatType(type), "Publish it with: npx hardhat credential schema");
  throw new ColophonError(`${path} is not the schema of ${formatType(type)}, whose hash is ${published}`, {
    code: "OtherSchema",
    advice: "Name the file as it was published, or publish this one as a new version.",
  });
}

/**
 * Makes sure that the type of a credential means what its issuer says.
 * @param path the credential's file, for messages
 * @throws ColophonError, exit code 3, where the type was not published, or with another schema
 */
export async function requirePublished(credentials: Credentials, { signed }: Credential, path: string): Promise<void> {
  const { vct, "schema#integrity": integrity } = signed;
  const published = await findSchema(credentials, parseType(vct));
  if (published === undefined) throw notPublished(vct, "Ask its issuer: nobody knows what its claims mean.", 3);
  if (integrity === integrityOf(published)) return;
  throw new ColophonError(`${path} keeps to another schema than the chain has for ${vct}`, {
    code: "OtherSchema",
    advice: "Ask its issuer: its claims may mean something else.",
    exitCode: 3,
  });
}

function notPublished(type: string, advice: string, exitCode: 1 | 3 = 1): ColophonError {
  return new ColophonError(`The type ${type} is not published on this chain`, {
    code: "TypeNotPublished",
    advice,
    exitCode,
  });
}
