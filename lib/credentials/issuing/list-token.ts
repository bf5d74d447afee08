import { Jwt } from "@sd-jwt/core";
import { z } from "zod";

import { ColophonError } from "../../errors";
import { hashBytes } from "../../hashing/hash-bytes";
import type { DidDocument } from "../../identity/document";
import { readText } from "../../text-file";
import { requireModest } from "../modest-token";
import { requireSignature } from "../signature";
import { taken } from "../taken";
import type { Issuer } from "./issue";
import { packList, unpackList } from "./packed-list";
import type { StatusBits, StatusList, StatusListShape } from "./status-list";

const TYPE = "statuslist+jwt";
/** Of a token: the largest list whose entries no packing makes smaller. */
const MOST_LIST_BYTES = 32 * 1024 * 1024;
const WIDTHS = z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]);

const header = z.object({ typ: z.literal(TYPE), alg: z.enum(["ES256", "ES256K"]), kid: z.string() });
const payload = z.object({
  /** The list's name, as credentials have it. */
  sub: z.string(),
  iss: z.string(),
  iat: z.int().nonnegative(),
  status_list: z.object({
    bits: WIDTHS,
    lst: z.string(),
    /** Entries: the packed bytes do not tell how many bits at their end are none. */
    size: z.int().positive(),
  }),
});

/** A status list as it is handed on: IETF's Status List Token, signed by its issuer. Nothing of it was checked. */
export interface ListToken {
  readonly path: string;
  /** SHA-256 of the file, which the chain has: 0x and 64 hex digits. */
  readonly hash: string;
  readonly text: string;
  readonly header: z.infer<typeof header>;
  readonly said: z.infer<typeof payload>;
}

/** @throws ColophonError, exit code 2, where the file is missing or has none: a W3C list is none */
export async function readListToken(path: string): Promise<ListToken> {
  const text = await readText(path, { most: MOST_LIST_BYTES });
  const refused = (problem: string, cause?: unknown): ColophonError =>
    new ColophonError(`${path} is not a status list by IETF's Token Status List: ${problem}`, {
      code: "NotAListToken",
      advice: "Ask the issuer for the file as credential new-list or credential revoke wrote it.",
      exitCode: 2,
      cause,
    });
  requireModest(text, refused);
  let jwt;
  try {
    jwt = Jwt.fromEncode(text);
  } catch (cause) {
    throw refused("it is no signed token", cause);
  }
  return {
    path,
    hash: hashBytes(text),
    text,
    header: taken(header, jwt.header, refused),
    said: taken(payload, jwt.payload, refused),
  };
}

/** Signs a list. @param uri its name, as credentials have it. @param issuedAt Unix seconds */
export async function signList(
  { did, keyId, key }: Issuer,
  uri: string,
  list: StatusList,
  issuedAt: number,
): Promise<string> {
  const { bits, size } = list.shape;
  return new Jwt({
    header: { typ: TYPE, alg: key.algorithm, kid: keyId },
    payload: { sub: uri, iss: did, iat: issuedAt, status_list: { bits, lst: packList(list), size } },
  }).sign((data) => key.sign(data));
}

/** The shape that a token says it has. */
export function shapeOf({ said: { status_list: list } }: ListToken): StatusListShape {
  const bits: StatusBits = list.bits;
  return { kind: "ietf", bits, size: list.size };
}

/** The list in a token. @throws ColophonError, exit code 3, where it is none of the shape that the token says */
export function unpackToken(token: ListToken): StatusList {
  return unpackList(token.said.status_list.lst, shapeOf(token));
}

/**
 * Makes sure that its issuer has signed a list, where the chain does not say that it is the issuer's.
 * @param document the issuer's
 * @throws ColophonError, exit code 3, where it is not signed so
 */
export function requireListSigned({ path, text, header: given, said }: ListToken, document: DidDocument): void {
  requireSignature(document, { what: path, issuer: said.iss, keyId: given.kid, algorithm: given.alg, token: text });
}
