import { createHash } from "node:crypto";

import { SDJwt } from "@sd-jwt/core";
import { z } from "zod";

import { ColophonError } from "../errors";
import type { JsonValue } from "../hashing/canonical-json";
import { readText } from "../text-file";
import { requireModest } from "./modest-token";
import { taken } from "./taken";

/** What RFC 9901 and SD-JWT VC say of a credential, and what is added here: none of it is a claim about the subject. */
export const RESERVED = [
  ...["iss", "iat", "nbf", "exp", "aud", "jti", "cnf", "vct", "vct#integrity", "status"],
  ...["schema#integrity", "_sd", "_sd_alg", "..."],
] as const;

/** The hashes of RFC 9901's registry that Node has, by their names there. */
const HASHES: Readonly<Record<string, string>> = { "sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512" };

const header = z.object({ typ: z.literal("dc+sd-jwt"), alg: z.enum(["ES256", "ES256K"]), kid: z.string() });
const seconds = z.int().nonnegative();
const payload = z.object({
  iss: z.string(),
  /** The type. */
  vct: z.string(),
  iat: seconds.optional(),
  nbf: seconds.optional(),
  exp: seconds.optional(),
  /** Where its status stands: an entry of IETF's Token Status List. */
  status: z.object({ status_list: z.object({ idx: z.int().nonnegative(), uri: z.string() }) }).optional(),
  /** The holder's key. */
  cnf: z.object({ jwk: z.record(z.string(), z.unknown()) }).optional(),
  /** SHA-256 of the JSON Schema that the claims keep to, as W3C's Subresource Integrity writes it. */
  "schema#integrity": z.string().optional(),
});

const bindingSchema = z.object({ aud: z.string(), nonce: z.string(), iat: seconds });

/** What its issuer has signed, of which nothing can be withheld. */
export type Signed = z.infer<typeof payload>;

/** A credential, or what its holder presents of it. Nothing of it was checked. */
export interface Credential {
  /** As it was written: SD-JWT's compact form. */
  readonly text: string;
  readonly header: z.infer<typeof header>;
  readonly signed: Signed;
  /** What it says of its subject, as far as it is disclosed. */
  readonly claims: Readonly<Record<string, JsonValue>>;
  /** The names of the claims that its holder may withhold, as far as they are disclosed. */
  readonly mayBeWithheld: readonly string[];
  /** How many claims are withheld, or stand for none. */
  readonly withheld: number;
  /** What the holder has signed with its key for whom; undefined where nothing. */
  readonly binding: Readonly<z.infer<typeof bindingSchema>> | undefined;
}

/** A hash as SD-JWT's library asks for it. @throws Error where Node has none of that name: what is read is no credential then */
export function hasher(data: string | ArrayBuffer, name: string): Uint8Array {
  const hash = HASHES[name];
  if (hash === undefined) throw new Error(`there is no hash ${name}`);
  return createHash(hash)
    .update(typeof data === "string" ? data : new Uint8Array(data))
    .digest();
}

/** @throws ColophonError, exit code 2, where the file is missing or has no credential */
export async function readCredential(path: string): Promise<Credential> {
  return parseCredential((await readText(path)).trim(), path);
}

/**
 * @param path its file, for messages
 * @throws ColophonError, exit code 2, where the text is no credential by RFC 9901 and SD-JWT VC
 */
export async function parseCredential(text: string, path: string): Promise<Credential> {
  const refused = (problem: string, cause?: unknown): ColophonError =>
    new ColophonError(`${path} is not a credential: ${problem}`, {
      code: "NotACredential",
      advice: "Name the file as credential issue or credential present wrote it: an SD-JWT VC of the type dc+sd-jwt.",
      exitCode: 2,
      cause,
    });
  requireModest(text, refused);
  const decoded = await SDJwt.fromEncode(text, hasher).catch((cause: unknown) => {
    throw refused("it is no SD-JWT", cause);
  });
  const { jwt, disclosures = [], kbJwt } = decoded;
  const all = await decoded.getClaims<Record<string, JsonValue>>(hasher).catch((cause: unknown) => {
    throw refused("its disclosures cannot be read", cause);
  });
  const signed = taken(payload, jwt?.payload, refused);
  const digests = [jwt?.payload, ...disclosures.map(({ value }) => value)].flatMap(digestsIn);
  const known = new Set(digests);
  const given = await Promise.all(disclosures.map((each) => each.digest({ hasher, alg: hashName(jwt?.payload) })));
  if (known.size !== digests.length || new Set(given).size !== given.length) throw refused("a claim is there twice");
  if (!given.every((digest) => known.has(digest))) throw refused("it discloses what its issuer has not signed");

  const top = new Set(digestsIn({ _sd: jwt?.payload?.["_sd"] }));
  return {
    text,
    header: taken(header, jwt?.header, refused),
    signed,
    claims: Object.fromEntries(Object.entries(all).filter(([name]) => !isReserved(name))),
    mayBeWithheld: disclosures.flatMap(({ key }, index) => (key && top.has(given[index] ?? "") ? [key] : [])),
    withheld: known.size - given.length,
    binding: kbJwt && taken(bindingSchema, kbJwt.payload, refused),
  };
}

/** Whether a name is no claim about a subject. */
export function isReserved(name: string): boolean {
  return RESERVED.some((reserved) => reserved === name);
}

function hashName(payload: Record<string, unknown> | undefined): string {
  const name = payload?.["_sd_alg"];
  return typeof name === "string" ? name : "sha-256";
}

/** The digests of claims, wherever they stand: RFC 9901, sections 4.2.4. */
function digestsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(digestsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "_sd" && Array.isArray(inner)) return inner.map(String);
    return key === "..." ? [String(inner)] : digestsIn(inner);
  });
}
