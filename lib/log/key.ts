import { createPublicKey, hkdfSync } from "node:crypto";

import { ed25519 } from "@noble/curves/ed25519";
import { concat, encodeBase58, getBytes } from "ethers";

/** An Ed25519 key by which the holder of an account speaks about one log. */
export interface LogKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

const PURPOSE = "colophon log key/1";
const SEED_BYTES = 32;
/** How did:key names the kind of an Ed25519 key: the multicodec ed25519-pub. */
const ED25519_PREFIX = "0xed01";

/**
 * The key of an account for a log: HKDF-SHA256 (RFC 5869) of the account's private key, without salt, with the words
 * "colophon log key/1", a space and the log's origin. There is nothing more to keep than the account, and who knows the log
 * key learns nothing about the account's. The tools that read logs know Ed25519, and not the accounts' curve.
 * @param privateKey the account's, 0x-hex
 */
export function logKeyOf(privateKey: string, origin: string): LogKey {
  const seed = new Uint8Array(hkdfSync("sha256", getBytes(privateKey), "", `${PURPOSE} ${origin}`, SEED_BYTES));
  return { publicKey: ed25519.getPublicKey(seed), sign: (message) => ed25519.sign(message, seed) };
}

/** Bytes as the multibase of W3C's documents has them: z and base58. */
export function multibase(bytes: Uint8Array | string): string {
  return `z${encodeBase58(bytes)}`;
}

/** The DID that is the key itself (did:key). */
export function didOf(publicKey: Uint8Array): string {
  return `did:key:${multibase(concat([ED25519_PREFIX, publicKey]))}`;
}

/** The name of the one key that such a DID has. */
export function keyNameOf(publicKey: Uint8Array): string {
  const did = didOf(publicKey);
  return `${did}#${did.slice("did:key:".length)}`;
}

/** The key in PEM (SubjectPublicKeyInfo), as openssl and most programs take it. */
export function pemOf(publicKey: Uint8Array): string {
  const x = Buffer.from(publicKey).toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return key.export({ type: "spki", format: "pem" }).toString();
}
