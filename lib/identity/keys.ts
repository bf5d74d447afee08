import { createPublicKey, type KeyObject } from "node:crypto";

import { encodeBase58, encodeBase64, toUtf8String } from "ethers";

import { ColophonError } from "../errors";
import { readText } from "../text-file";
import type { Attribute } from "./change";
import { mlDsa44KeyIn, mlDsa44Pem } from "./ml-dsa-pem";

/** A key of a DID document. */
export interface VerificationMethod {
  readonly id: string;
  readonly type: string;
  readonly controller: string;
  /** CAIP-10: `eip155:`, the chain's id, the address. */
  readonly blockchainAccountId?: string;
  /** Without 0x. */
  readonly publicKeyHex?: string;
  readonly publicKeyBase64?: string;
  readonly publicKeyBase58?: string;
  readonly publicKeyPem?: string;
  /** A key in an encoding that the method does not know, hex without 0x. */
  readonly value?: string;
}

/** A key, and what it is good for. */
export interface Key {
  readonly method: VerificationMethod;
  readonly purpose: "signing" | "authentication" | "agreement";
}

/** What an event says of a key. */
interface Said {
  readonly isDelegate: boolean;
  /** The kind of the delegate, or the name of the attribute. */
  readonly name: string;
  /** The delegate's address, or the attribute's bytes. */
  readonly value: string;
}

const PURPOSE: Readonly<Record<string, Key["purpose"]>> = { sigAuth: "authentication", enc: "agreement" };
const PUBLIC_KEY = /^did\/pub\/(\w+)(?:\/(\w+))?(?:\/(\w+))?$/;

/** The types that the method `ethr` gives to keys; the others have their algorithm's name. */
const TYPES: Readonly<Record<string, string>> = {
  "Secp256k1 veriKey": "EcdsaSecp256k1VerificationKey2019",
  "Secp256k1 sigAuth": "EcdsaSecp256k1VerificationKey2019",
  "Ed25519 veriKey": "Ed25519VerificationKey2018",
  "Ed25519 sigAuth": "Ed25519VerificationKey2018",
  "RSA veriKey": "RSAVerificationKey2018",
  "X25519 enc": "X25519KeyAgreementKey2019",
};

/** The key that an event adds; undefined where a document has no place for it. */
export function keyOf(
  { did, chainId }: { readonly did: string; readonly chainId: bigint },
  number: number,
  { isDelegate, name, value }: Said,
): Key | undefined {
  const id = `${did}#delegate-${number}`;
  if (isDelegate) {
    if (name !== "veriKey" && name !== "sigAuth") return undefined;
    const type = "EcdsaSecp256k1RecoveryMethod2020";
    const blockchainAccountId = `eip155:${chainId}:${value}`;
    return { method: { id, type, controller: did, blockchainAccountId }, purpose: PURPOSE[name] ?? "signing" };
  }
  const [, algorithm, use = "", encoding = "hex"] = PUBLIC_KEY.exec(name) ?? [];
  if (algorithm === undefined) return undefined;
  const key = encoded(encoding, value);
  const type = TYPES[`${algorithm} ${use}`] ?? algorithm;
  return key && { method: { id, type, controller: did, ...key }, purpose: PURPOSE[use] ?? "signing" };
}

/** A key's bytes as a document has them; undefined where what should be text is none. */
function encoded(encoding: string, bytes: string): Partial<VerificationMethod> | undefined {
  if (encoding === "hex") return { publicKeyHex: bytes.slice(2) };
  if (encoding === "base64") return { publicKeyBase64: encodeBase64(bytes) };
  if (encoding === "base58") return { publicKeyBase58: encodeBase58(bytes) };
  if (encoding !== "pem") return { value: bytes.slice(2) };
  try {
    return { publicKeyPem: toUtf8String(bytes) };
  } catch {
    return undefined;
  }
}

/** The public key in a PEM file, as `openssl pkey -pubout` writes it. @throws ColophonError, exit code 2, where it is none */
export async function readPublicKey(path: string): Promise<KeyObject> {
  const text = await readText(path);
  const refuse = (cause?: unknown): ColophonError =>
    new ColophonError(`${path} is not a public key in PEM`, {
      code: "NotAPublicKey",
      advice: "Make it of the private key, which stays where it is, with: openssl pkey -in KEY -pubout -out FILE",
      exitCode: 2,
      cause,
    });
  // Node would make a public key of a private one, and nobody means to show that to this program.
  if (!text.includes("-----BEGIN PUBLIC KEY-----")) throw refuse();
  try {
    return createPublicKey(text);
  } catch (cause) {
    throw refuse(cause);
  }
}

/** The algorithm's name where a key is one of ML-DSA-44, which Node does not know. */
export const ML_DSA_44 = "MLDSA44";

/**
 * The attribute by which an identity names the public key in a PEM file, which signs for it.
 * @throws ColophonError, exit code 2, where it is none, or of a kind that cannot be named
 */
export async function keyAttribute(path: string): Promise<Attribute> {
  const mlDsa44 = mlDsa44KeyIn(await readText(path));
  if (mlDsa44 !== undefined) return { name: `did/pub/${ML_DSA_44}/veriKey/pem`, value: mlDsa44Pem(mlDsa44) };
  return attributeOfKey(await readPublicKey(path), path);
}

/** The algorithms' names in attributes, by Node's name of the type, or of the curve. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  rsa: "RSA",
  ed25519: "Ed25519",
  prime256v1: "Secp256r1",
  secp256k1: "Secp256k1",
};

/**
 * The attribute by which an identity names a public key that signs for it.
 * @param path its file, for messages
 * @throws ColophonError, exit code 2, where it is of a kind that cannot be named
 */
export function attributeOfKey(key: KeyObject, path: string): Attribute {
  const kind = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? "unknown";
  const algorithm = ALGORITHMS[kind];
  if (algorithm === undefined) {
    throw new ColophonError(`${path} is a key of the kind ${kind}, which signs nothing here`, {
      code: "UnknownKeyKind",
      advice: "Use a key of P-256, secp256k1, Ed25519, RSA or ML-DSA-44.",
      exitCode: 2,
    });
  }
  return { name: `did/pub/${algorithm}/veriKey/pem`, value: key.export({ type: "spki", format: "pem" }).toString() };
}
