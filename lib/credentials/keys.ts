import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from "node:crypto";

import { type BaseWallet, concat, N, recoverAddress, sha256, toBeHex, toBigInt, toUtf8Bytes } from "ethers";

import { toBase64url } from "../bytes";
import { ColophonError } from "../errors";
import { fromHex, toHex } from "../hex";
import type { DidDocument } from "../identity/document";
import { readPublicKey, type VerificationMethod } from "../identity/keys";
import { readText } from "../text-file";

/** ECDSA with SHA-256 on P-256 (RFC 7518), or on secp256k1 (RFC 8812). */
export type Algorithm = "ES256" | "ES256K";

/** A key that signs in JSON's way. */
export interface CredentialKey {
  readonly algorithm: Algorithm;
  /** Signs an ASCII text: r and s, 64 bytes in base64url. */
  sign(data: string): string;
  /** Whether it is the key that a document names. */
  is(method: VerificationMethod): boolean;
  /** Whether it is a holder's. */
  isHolders(jwk: JsonWebKey): boolean;
}

const ALGORITHMS: Readonly<Record<string, Algorithm>> = { prime256v1: "ES256", secp256k1: "ES256K" };
/** Of Node: r and s beside each other, as JSON's signatures have them. */
const ENCODING = "ieee-p1363";
const WORD_BYTES = 32;
const RECOVERY = [27, 28] as const;

/** The key of an account, which an identity names by its address. */
export function accountKey({ signingKey, address }: BaseWallet): CredentialKey {
  return {
    algorithm: "ES256K",
    sign: (data) => {
      const { r, s } = signingKey.sign(sha256(toUtf8Bytes(data)));
      return toBase64url(fromHex(concat([r, s])));
    },
    is: (method) => addressOf(method)?.toLowerCase() === address.toLowerCase(),
    isHolders: () => false,
  };
}

/**
 * The private key in a PEM file, as `openssl genpkey` writes it.
 * @throws ColophonError, exit code 2, where it is none on P-256 or secp256k1, or is encrypted
 */
export async function readPrivateKey(path: string): Promise<CredentialKey> {
  const text = await readText(path);
  let key;
  try {
    key = createPrivateKey(text);
  } catch (cause) {
    throw notAKey(path, cause);
  }
  const publicKey = createPublicKey(key);
  const algorithm = algorithmOf(publicKey);
  if (algorithm === undefined) throw notAKey(path);
  return {
    algorithm,
    sign: (data) => sign("sha256", Buffer.from(data), { key, dsaEncoding: ENCODING }).toString("base64url"),
    is: ({ publicKeyPem }) => parsed(publicKeyPem, (pem) => createPublicKey(pem))?.equals(publicKey) === true,
    isHolders: (jwk) => holderKey(jwk)?.equals(publicKey) === true,
  };
}

/**
 * A holder's public key, to be named in a credential (RFC 7517).
 * @throws ColophonError, exit code 2, where the file has none on P-256 or secp256k1
 */
export async function readHolderKey(path: string): Promise<JsonWebKey> {
  const key = await readPublicKey(path);
  if (algorithmOf(key) === undefined) throw notAKey(path);
  return key.export({ format: "jwk" });
}

/** Whether a text was signed by the key that a document names. @throws ColophonError, exit code 3, where it is of no kind that signs so */
export function isSignedBy(
  method: VerificationMethod,
  algorithm: Algorithm,
  data: string,
  signature: Uint8Array,
): boolean {
  if (signature.length !== 2 * WORD_BYTES) return false;
  const account = addressOf(method);
  if (account !== undefined) return algorithm === "ES256K" && isOfAccount(account, data, signature);
  const key = parsed(method.publicKeyPem, (pem) => createPublicKey(pem));
  const own = key && algorithmOf(key);
  if (key === undefined || own === undefined) {
    throw new ColophonError(`The key ${method.id} is of no kind that signs credentials: ${method.type}`, {
      code: "CredentialKeyKind",
      advice: "An account's key, and a key on P-256 or secp256k1 that identity delegate named, do.",
      exitCode: 3,
    });
  }
  return own === algorithm && isOfKey(key, data, signature);
}

/** Whether a text was signed by a holder's key; false also for a key of another kind. */
export function isSignedByHolder(jwk: JsonWebKey, data: string, signature: Uint8Array): boolean {
  const key = holderKey(jwk);
  return key !== undefined && algorithmOf(key) !== undefined && isOfKey(key, data, signature);
}

/** The key of an issuer that a document names for statements; undefined where it names none so. */
export function methodOf(document: DidDocument, id: string): VerificationMethod | undefined {
  const isIt = (other: string): boolean => other.toLowerCase() === id.toLowerCase();
  return document.assertionMethod.some(isIt)
    ? document.verificationMethod.find((method) => isIt(method.id))
    : undefined;
}

function isOfKey(key: KeyObject, data: string, signature: Uint8Array): boolean {
  return verify("sha256", Buffer.from(data), { key, dsaEncoding: ENCODING }, signature);
}

/** JSON's signatures may have either s, and do not say which of two keys is meant: both are tried. */
function isOfAccount(account: string, data: string, signature: Uint8Array): boolean {
  const r = toHex(signature.subarray(0, WORD_BYTES));
  const s = toBigInt(signature.subarray(WORD_BYTES));
  const signer = (v: number): string | undefined =>
    parsed(v, () => {
      const canonical = toBeHex(s > N / 2n ? N - s : s, WORD_BYTES);
      return recoverAddress(sha256(toUtf8Bytes(data)), { r, s: canonical, v });
    });
  return RECOVERY.some((v) => signer(v)?.toLowerCase() === account.toLowerCase());
}

/** The account that a document names as a key; undefined for a key of another form. CAIP-10: `eip155:31337:0x…` */
function addressOf({ blockchainAccountId }: VerificationMethod): string | undefined {
  return blockchainAccountId?.split(":").at(-1);
}

function algorithmOf({ asymmetricKeyDetails }: KeyObject): Algorithm | undefined {
  return ALGORITHMS[asymmetricKeyDetails?.namedCurve ?? ""];
}

function holderKey(jwk: JsonWebKey): KeyObject | undefined {
  return parsed(jwk, (key) => createPublicKey({ key, format: "jwk" }));
}

/** What comes of a value that somebody else wrote; undefined where nothing does. */
function parsed<T, R>(value: T | undefined, parse: (value: T) => R): R | undefined {
  try {
    return value === undefined ? undefined : parse(value);
  } catch {
    return undefined;
  }
}

function notAKey(path: string, cause?: unknown): ColophonError {
  return new ColophonError(`${path} is not a key on P-256 or secp256k1 that signs credentials`, {
    code: "NotACredentialKey",
    advice: "Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out KEY",
    exitCode: 2,
    cause,
  });
}
