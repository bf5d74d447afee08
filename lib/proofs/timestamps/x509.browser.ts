import type { webcrypto } from "node:crypto";

import { sha256, sha384, sha512 } from "@noble/hashes/sha2";
import { AsnConvert, AsnParser } from "@peculiar/asn1-schema";
import {
  AuthorityKeyIdentifier,
  Certificate,
  ExtendedKeyUsage,
  id_ce_authorityKeyIdentifier,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  type Name,
  SubjectKeyIdentifier,
} from "@peculiar/asn1-x509";

import { compareBytes } from "../../bytes";
import { ColophonError } from "../../errors";
import { OID, type TimestampHash } from "./timestamp-parts";

/** As `x509.ts` has it. */
export interface X509 {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly certificate: Certificate;
}

const HASHES = { sha256, sha384, sha512 } as const;
const WEB_HASHES = { sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" } as const;
/** Bytes of r, and of s, by the names of curves. */
const CURVES: Readonly<Record<string, readonly [name: string, bytes: number]>> = {
  "1.2.840.10045.3.1.7": ["P-256", 32],
  "1.3.132.0.34": ["P-384", 48],
  "1.3.132.0.35": ["P-521", 66],
};
const RSA = "1.2.840.113549.1.1.1";
const EC = "1.2.840.10045.2.1";
/** By what certificates are signed: RSA as PKCS #1 has it, ECDSA. */
const SIGNATURES: Readonly<Record<string, TimestampHash>> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};
const PEM = /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/;

/** As `x509.ts` has it. */
export function readX509(certificate: Uint8Array | string): X509 {
  const bytes = typeof certificate === "string" ? fromPem(certificate) : new Uint8Array(certificate);
  return { bytes, certificate: AsnParser.parse(bytes, Certificate) };
}

/** As `x509.ts` has it. */
export function hasKnownKey({ certificate }: X509): boolean {
  const { algorithm, parameters } = certificate.tbsCertificate.subjectPublicKeyInfo.algorithm;
  return algorithm === RSA || (algorithm === EC && CURVES[parameters ? nameIn(parameters) : ""] !== undefined);
}

/** As `x509.ts` has it. @throws ColophonError, `TimestampNotCheckedHere`, of keys and curves that browsers do not know */
export async function isSignedBy(
  { certificate }: X509,
  hash: TimestampHash,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const { subjectPublicKeyInfo } = certificate.tbsCertificate;
  const { algorithm, parameters } = subjectPublicKeyInfo.algorithm;
  const webHash = WEB_HASHES[hash];
  const key = new Uint8Array(AsnConvert.serialize(subjectPublicKeyInfo));
  if (algorithm === RSA) return verifyWith({ name: "RSASSA-PKCS1-v1_5", hash: webHash }, key, bytes, signature);

  const [namedCurve, size] = CURVES[algorithm === EC && parameters ? nameIn(parameters) : ""] ?? [];
  if (namedCurve === undefined || size === undefined) throw notCheckedHere();
  const plain = plainSignature(signature, size);
  return plain !== undefined && verifyWith({ name: "ECDSA", namedCurve, hash: webHash }, key, bytes, plain);
}

/** As `x509.ts` has it. */
export async function isOrIsIssuedBy(own: X509, issuer: X509): Promise<boolean> {
  if (compareBytes(own.bytes, issuer.bytes) === 0) return true;
  const { tbsCertificate, tbsCertificateRaw, signatureAlgorithm, signatureValue } = own.certificate;
  const above = issuer.certificate.tbsCertificate;
  if (!isSameName(tbsCertificate.issuer, above.subject) || !mayHaveIssued(own, issuer)) return false;

  const hash = SIGNATURES[signatureAlgorithm.algorithm];
  if (hash === undefined || tbsCertificateRaw === undefined) throw notCheckedHere();
  return isSignedBy(issuer, hash, new Uint8Array(tbsCertificateRaw), new Uint8Array(signatureValue));
}

/** As `x509.ts` has it. */
export function isInTerm({ certificate }: X509, at: number): boolean {
  const { notBefore, notAfter } = certificate.tbsCertificate.validity;
  return notBefore.getTime().getTime() <= at && at <= notAfter.getTime().getTime();
}

/** As `x509.ts` has it. */
export function isForTimestamps(x509: X509): boolean {
  return extension(x509, id_ce_extKeyUsage, ExtendedKeyUsage)?.includes(OID.timeStamping) === true;
}

/** As `x509.ts` has it. */
export function digestBy(hash: TimestampHash, bytes: Uint8Array): Uint8Array {
  return HASHES[hash](bytes);
}

async function verifyWith(
  algorithm: webcrypto.RsaHashedImportParams | (webcrypto.EcKeyImportParams & webcrypto.EcdsaParams),
  key: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  // Undefined on pages that came over plain HTTP from another machine.
  const subtle = (globalThis.crypto as webcrypto.Crypto | undefined)?.subtle;
  if (subtle === undefined) throw notCheckedHere();
  const imported = await subtle.importKey("spki", key, algorithm, false, ["verify"]);
  return subtle.verify(algorithm, imported, new Uint8Array(signature), new Uint8Array(bytes));
}

/** What keeps a certificate from having issued another one: the key that this one names, and what its own key is for. */
function mayHaveIssued(own: X509, issuer: X509): boolean {
  const named = extension(own, id_ce_authorityKeyIdentifier, AuthorityKeyIdentifier)?.keyIdentifier?.buffer;
  const has = extension(issuer, id_ce_subjectKeyIdentifier, SubjectKeyIdentifier)?.buffer;
  const isOther = named && has && compareBytes(new Uint8Array(named), new Uint8Array(has)) !== 0;
  const usage = extension(issuer, id_ce_keyUsage, KeyUsage)?.toNumber() ?? KeyUsageFlags.keyCertSign;
  return isOther !== true && (usage & KeyUsageFlags.keyCertSign) !== 0;
}

function extension<T>({ certificate }: X509, name: string, kind: new () => T): T | undefined {
  const found = certificate.tbsCertificate.extensions?.find(({ extnID }) => extnID === name);
  return found && AsnParser.parse(found.extnValue.buffer, kind);
}

function isSameName(a: Name, b: Name): boolean {
  const [one, other] = [a, b].map((name) => new Uint8Array(AsnConvert.serialize(name)));
  return one !== undefined && other !== undefined && compareBytes(one, other) === 0;
}

/** The dotted name that DER has. */
function nameIn(der: ArrayBuffer): string {
  const [, , ...bytes] = new Uint8Array(der);
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytes) {
    arc = arc * 0x80 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join(".");
}

/** r and s side by side, out of DER: SEQUENCE of two INTEGERs. */
function plainSignature(der: Uint8Array, size: number): Uint8Array | undefined {
  const header = der[1] === 0x81 ? 3 : 2;
  const plain = new Uint8Array(2 * size);
  let at = header;
  for (const end of [size, 2 * size]) {
    const length = der[at + 1] ?? 0;
    const digits = der.subarray(at + 2, at + 2 + length);
    const shortest = digits.subarray(
      Math.max(
        0,
        digits.findIndex((byte) => byte !== 0),
      ),
    );
    if (der[at] !== 2 || shortest.length > size) return undefined;
    plain.set(shortest, end - shortest.length);
    at += 2 + length;
  }
  return at === der.length ? plain : undefined;
}

function fromPem(text: string): Uint8Array<ArrayBuffer> {
  const body = PEM.exec(text)?.[1];
  if (body === undefined) throw new Error("it is no certificate in PEM");
  return Uint8Array.from(atob(body.replace(/\s/g, "")), (character) => character.charCodeAt(0));
}

function notCheckedHere(): ColophonError {
  return new ColophonError("The timestamp is signed in a way that this browser does not know", {
    code: "TimestampNotCheckedHere",
    advice: "Check the certificate with: npx hardhat certificate verify",
    exitCode: 3,
  });
}
