import { createHash, verify, X509Certificate } from "node:crypto";

import { OID, type TimestampHash } from "./timestamp-parts";

/** A certificate of X.509. `x509.browser.ts` does the same with what a browser has. */
export type X509 = X509Certificate;

/** P-256, P-384 and P-521. */
const CURVES = ["prime256v1", "secp384r1", "secp521r1"];

/** @param certificate in DER, or as text in PEM. @throws where it is none */
export function readX509(certificate: Uint8Array | string): X509 {
  return new X509Certificate(certificate);
}

/** Whether every verifier knows the key of a certificate: RSA as PKCS #1 has it, and the curves that browsers have. */
export function hasKnownKey({ publicKey: { asymmetricKeyType, asymmetricKeyDetails } }: X509): boolean {
  if (asymmetricKeyType !== "ec") return asymmetricKeyType === "rsa";
  return CURVES.includes(asymmetricKeyDetails?.namedCurve ?? "");
}

/** Whether bytes are signed by the holder of a certificate. @throws where they cannot be, with its kind of key */
export async function isSignedBy(
  { publicKey }: X509,
  hash: TimestampHash,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  return Promise.resolve(verify(hash, bytes, publicKey, signature));
}

/** Whether a certificate is another one, or issued by it. */
export async function isOrIsIssuedBy(certificate: X509, issuer: X509): Promise<boolean> {
  const isSame = certificate.fingerprint256 === issuer.fingerprint256;
  return Promise.resolve(isSame || (certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)));
}

/** Whether a certificate is in its term. @param at in milliseconds of Unix time */
export function isInTerm({ validFrom, validTo }: X509, at: number): boolean {
  return Date.parse(validFrom) <= at && at <= Date.parse(validTo);
}

/** Whether a certificate is made for timestamps. */
export function isForTimestamps({ keyUsage }: X509): boolean {
  // Node names the extended usages so; undefined where there are none.
  return (keyUsage as readonly string[] | undefined)?.includes(OID.timeStamping) === true;
}

/** The digest of bytes. */
export function digestBy(hash: TimestampHash, bytes: Uint8Array): Uint8Array {
  return createHash(hash).update(bytes).digest();
}
