import { ml_dsa44 } from "@noble/post-quantum/ml-dsa";

import { fromHex, toHex } from "../../hex";

/** The public key of a secret seed of 32 bytes (FIPS 204, ML-DSA-44), 1,312 bytes; all 0x-hex. */
export function mlDsa44KeyOf(seed: string): string {
  return toHex(ml_dsa44.keygen(fromHex(seed)).publicKey);
}

/** The signature of a digest, 2,420 bytes as 0x-hex. */
export function signWithMlDsa44(seed: string, digest: string): string {
  return toHex(ml_dsa44.sign(ml_dsa44.keygen(fromHex(seed)).secretKey, fromHex(digest)));
}

/** Whether a signature of a digest is by the holder of a public key. */
export function isSignedWithMlDsa44(publicKey: string, digest: string, signature: string): boolean {
  return ml_dsa44.verify(fromHex(publicKey), fromHex(digest), fromHex(signature));
}
