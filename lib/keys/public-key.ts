import { createPublicKey, type KeyObject } from "node:crypto";

import { KEY_KINDS, type KeyKind } from "../chain/contracts/enums";
import { ColophonError } from "../errors";
import { toHex } from "../hex";
import { readText } from "../text-file";

/** The key of an account, as `KeyAccounts.create` takes it. */
export interface PublicKey {
  readonly kind: KeyKind;
  /** Hex: x and y of a point on P-256, 64 bytes; of RSA the modulus. */
  readonly publicKey: string;
}

const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 4096;
const BITS_PER_BYTE = 8;
/** The only exponent: with any other, a modulus could have several accounts. */
const RSA_EXPONENT = 65537n;

/** The kind of a key, as the contracts count it. */
export function keyKindNumber(kind: KeyKind): number {
  return KEY_KINDS.indexOf(kind);
}

/**
 * Reads a public key that `openssl pkey -pubout` wrote (PEM, SubjectPublicKeyInfo), or a browser's `getPublicKey()` in PEM.
 * @param isPasskey whether a P-256 key signs as WebAuthn does
 * @throws ColophonError, exit code 2, where the file has no public key of a kind that an account can have
 */
export async function readPublicKey(path: string, isPasskey = false): Promise<PublicKey> {
  const pem = await readText(path, { advice: "Name the public key in PEM, as openssl pkey -pubout writes it." });
  if (pem.includes("PRIVATE KEY")) {
    throw refused(path, "is a private key, which nobody but its owner should have", "Name the public key");
  }
  const key = parsed(pem, path);
  if (key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1") {
    return { kind: isPasskey ? "passkey" : "p256", publicKey: pointOf(key) };
  }
  if (isPasskey) throw refused(path, "is no key on the curve P-256, as a passkey's is", "Leave out --passkey");
  if (key.asymmetricKeyType === "rsa") return { kind: "rsa", publicKey: modulusOf(key, path) };
  throw refused(path, "is neither a key on the curve P-256 nor an RSA key", "Use a key of these kinds");
}

function parsed(pem: string, path: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch (cause) {
    throw refused(path, "is no public key in PEM", "Write one with openssl pkey -pubout", cause);
  }
}

function pointOf(key: KeyObject): string {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return toHex(Buffer.concat([Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]));
}

function modulusOf(key: KeyObject, path: string): string {
  const { modulusLength: bits = 0, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || bits % BITS_PER_BYTE !== 0) {
    throw refused(
      path,
      `is an RSA key of ${bits} bits, not of 2048 to 4096 in whole bytes`,
      "Use a key of such a length",
    );
  }
  if (publicExponent !== RSA_EXPONENT) {
    throw refused(
      path,
      `is an RSA key with the exponent ${publicExponent}, not ${RSA_EXPONENT}`,
      "Use a key with that",
    );
  }
  return toHex(Buffer.from(key.export({ format: "jwk" }).n ?? "", "base64url"));
}

function refused(path: string, rule: string, advice: string, cause?: unknown): ColophonError {
  return new ColophonError(`${path} ${rule}`, { code: "NotAnOutsideKey", advice: `${advice}.`, exitCode: 2, cause });
}
