import { SDJwtInstance } from "@sd-jwt/core";

import { formatTime } from "../../chain/rpc/time";
import { ColophonError } from "../../errors";
import type { DidDocument } from "../../identity/document";
import { type Credential, hasher } from "../credential";
import { type ListToken, requireListSigned, unpackToken } from "../issuing/list-token";
import { STATUSES } from "../issuing/status-list";
import { isSignedByHolder } from "../keys";
import { type ClaimSchema, integrityOf, requireConforming } from "../schema";
import { requireSignature } from "../signature";

/** What a credential is held against. */
export interface Question {
  /** For messages. */
  readonly path: string;
  /** The issuer's DID document. */
  readonly document: DidDocument;
  /** Unix seconds. */
  readonly now: number;
  /** What the holder was asked to sign; undefined where it is not asked to prove that it is the holder. */
  readonly holder: { readonly audience: string; readonly nonce: string } | undefined;
  /** The file of its type's schema; undefined where the claims are not to be compared. */
  readonly schema: ClaimSchema | undefined;
  /** Its status list; undefined where it is not at hand. */
  readonly list: ListToken | undefined;
}

/** What was looked at, and found to be good. Undefined is what was not. */
export interface Verified {
  readonly holder: "proven" | undefined;
  readonly schema: "kept" | undefined;
  /** When its status list was signed, Unix seconds. */
  readonly statusAt: number | undefined;
}

/**
 * Checks a credential against its issuer's document alone, as somebody has saved it, with a status list that the issuer has signed.
 * @throws ColophonError, exit code 3, where it is not good
 */
export async function verifyOffline(credential: Credential, question: Question): Promise<Verified> {
  if (question.list !== undefined) requireListSigned(question.list, question.document);
  return verifyCredential(credential, question);
}

/**
 * Checks a credential, or what its holder presents of it: its issuer's signature, its term, and whatever the question brings. That
 * the list is the issuer's is seen to before.
 *
 * The library's own check of such credentials fetches the status list from the network and unpacks all of it, so its check of any
 * SD-JWT is used here; it lets the second of `exp` pass, which RFC 7519 does not.
 * @throws ColophonError, exit code 3, where it is not good
 */
export async function verifyCredential(credential: Credential, question: Question): Promise<Verified> {
  const { path, document, now } = question;
  const { header, signed, text } = credential;
  const [token = ""] = text.split("~");
  requireSignature(document, {
    what: path,
    issuer: signed.iss,
    keyId: header.kid,
    algorithm: header.alg,
    token,
  });
  requireTerm(credential, path, now);
  const holder = await requireHolder(credential, question);
  const schema = requireSchema(credential, question);
  return { holder, schema, statusAt: requireStatus(credential, question) };
}

function requireTerm({ signed: { iat = 0, nbf = 0, exp } }: Credential, path: string, now: number): void {
  const begin = Math.max(iat, nbf);
  if (begin > now) {
    throw new ColophonError(`${path} is good from ${formatTime(begin)} on, and it is ${formatTime(now)}`, {
      code: "CredentialNotYet",
      advice: "Wait until then, or set this machine's clock right.",
      exitCode: 3,
    });
  }
  if (exp === undefined || now < exp) return;
  throw new ColophonError(`${path} was good until ${formatTime(exp)}, and it is ${formatTime(now)}`, {
    code: "CredentialExpired",
    advice: "Ask its issuer for a new one.",
    exitCode: 3,
  });
}

async function requireHolder(credential: Credential, { path, now, holder }: Question): Promise<"proven" | undefined> {
  if (holder === undefined) return undefined;
  const { text, signed, binding } = credential;
  const refused = (problem: string, cause?: unknown): ColophonError =>
    new ColophonError(`${path} is not presented by its holder: ${problem}`, {
      code: "HolderNotProven",
      advice: "Ask the holder to present it anew, with your nonce and audience.",
      exitCode: 3,
      cause,
    });
  const jwk = signed.cnf?.jwk;
  if (jwk === undefined) throw refused("it is bound to no key");
  if (binding === undefined) throw refused("nobody has signed the presentation");
  if (binding.aud !== holder.audience) throw refused(`it is meant for "${binding.aud}"`);
  if (binding.nonce !== holder.nonce) throw refused("its nonce is another one");
  const instance = new SDJwtInstance({
    hasher,
    // Its signature is good, or nobody would come here.
    verifier: () => true,
    kbVerifier: (data, signature) => isSignedByHolder(jwk, data, Buffer.from(signature, "base64url")),
  });
  await instance.verify(text, { currentDate: now, keyBindingNonce: holder.nonce }).catch((cause: unknown) => {
    throw refused("the signature is not that of the holder's key over what is presented", cause);
  });
  return "proven";
}

function requireSchema({ signed, claims, withheld }: Credential, { path, schema }: Question): "kept" | undefined {
  if (schema === undefined) return undefined;
  if (signed["schema#integrity"] !== integrityOf(schema.hash)) {
    throw new ColophonError(`${path} keeps to another schema than that file, whose hash is ${schema.hash}`, {
      code: "OtherSchema",
      advice: "Ask the publisher of its type for the schema as it was published.",
      exitCode: 3,
    });
  }
  if (withheld > 0) return undefined;
  requireConforming(schema, claims, path, 3);
  return "kept";
}

function requireStatus({ signed: { status, iss } }: Credential, question: Question): number | undefined {
  const { path, list } = question;
  if (list === undefined) return undefined;
  const { idx, uri } = status?.status_list ?? {};
  if (idx === undefined || uri !== list.said.sub || list.said.iss !== iss) {
    throw new ColophonError(
      `${list.path} is the list ${list.said.sub}, and the status of ${path} is in ${uri ?? "none"}`,
      {
        code: "OtherStatusList",
        advice: "Ask the issuer for the list that the credential names.",
        exitCode: 3,
      },
    );
  }
  const value = unpackToken(list).get(idx);
  if (value === 0) return list.said.iat;
  const word = STATUSES[value] ?? String(value);
  throw new ColophonError(`${path} is ${word}: entry ${idx} of ${uri}`, {
    code: "CredentialRevoked",
    advice: "Its issuer has taken it back, or suspended it.",
    exitCode: 3,
  });
}
