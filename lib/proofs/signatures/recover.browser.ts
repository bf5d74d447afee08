import { secp256k1 } from "@noble/curves/secp256k1";

/** As `recover.ts` has it. */
export function recoverKey(digest: Uint8Array, signature: Uint8Array, yParity: 0 | 1): Uint8Array | undefined {
  return secp256k1.Signature.fromCompact(signature).addRecoveryBit(yParity).recoverPublicKey(digest).toRawBytes(false);
}
