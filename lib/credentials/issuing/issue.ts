import { type JsonWebKey, randomBytes } from "node:crypto";

import { SDJwtVcInstance, type SdJwtVcPayload } from "@sd-jwt/sd-jwt-vc";

import { ColophonError } from "../../errors";
import type { DidDocument } from "../../identity/document";
import type { Claims } from "../claims";
import { hasher } from "../credential";
import { type CredentialKey, methodOf } from "../keys";
import { integrityOf } from "../schema";
import type { ListEntry } from "./given-entries";

/** Who signs, and by which of its keys. */
export interface Issuer {
  readonly did: string;
  /** The name of the key: a DID URL. */
  readonly keyId: string;
  readonly key: CredentialKey;
}

/** What is issued. */
export interface Issue {
  /** The type: `formatType` gives it. */
  readonly type: string;
  /** SHA-256 of its schema: 0x and 64 hex digits. */
  readonly schemaHash: string;
  readonly claims: Claims;
  /** The names of the claims that the holder may withhold. */
  readonly withhold: readonly string[];
  /** Where its status will stand; undefined for a credential that cannot be revoked. */
  readonly status: ListEntry | undefined;
  /** The holder's public key; undefined for a credential that whoever has it can present. */
  readonly holder: JsonWebKey | undefined;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** The second from which it is no longer good, Unix time. */
  readonly validUntil: number;
}

/**
 * The key of an issuer's document by which it signs.
 * @throws ColophonError where the document does not name it for statements
 */
export function issuerOf(document: DidDocument, key: CredentialKey): Issuer {
  const method = document.verificationMethod.find((each) => key.is(each) && methodOf(document, each.id) !== undefined);
  if (method !== undefined) return { did: document.id, keyId: method.id, key };
  throw new ColophonError(`The identity ${document.id} does not name this key as one that signs for it`, {
    code: "NotTheIssuersKey",
    advice: "Use its controller's account with --account, or name the key first with: npx hardhat identity delegate",
  });
}

/** Signs a credential: an SD-JWT VC (RFC 9901) in its compact form. */
export async function issueCredential({ did, keyId, key }: Issuer, issue: Issue): Promise<string> {
  const instance = new SDJwtVcInstance({
    hasher,
    signer: (data) => key.sign(data),
    signAlg: key.algorithm,
    saltGenerator: (length) => randomBytes(length).toString("base64url"),
  });
  const payload = {
    ...issue.claims,
    iss: did,
    vct: issue.type,
    "schema#integrity": integrityOf(issue.schemaHash),
    iat: issue.issuedAt,
    exp: issue.validUntil,
    ...(issue.status && { status: { status_list: issue.status } }),
    ...(issue.holder && { cnf: { jwk: issue.holder } }),
  };
  // The type of a frame knows the claims that are written out in the code, of which there are none.
  const frame = { _sd: [...issue.withhold] } as Parameters<typeof instance.issue>[1];
  return instance.issue<SdJwtVcPayload>(payload, frame, { header: { kid: keyId } });
}
